package dev.waymark.template;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Which of the locales on offer comes nearest to the one a person wants: th-TH, then th, then en, then the first. */
final class LocaleChoice {

    static final String ENGLISH = "en";

    private LocaleChoice() {}

    static Optional<String> nearest(String wanted, SortedSet<String> offered) {
        var asked = Locale.forLanguageTag(wanted.replace('_', '-'));
        return Stream.of(asked.toLanguageTag(), asked.getLanguage(), ENGLISH)
                .filter(offered::contains)
                .findFirst()
                .or(() -> offered.stream().findFirst());
    }
}
