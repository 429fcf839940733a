package dev.waymark.product;

import dev.waymark.behaviour.Category;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.KeyedYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a product may be right for somebody, by {@code bpmn/reasons.yaml}: the first entry that fits says it. Immutable.
 *
 * @param file as people name it
 * @param reasons in the order of the file
 */
record ReasonFile(DefinitionFile file, List<Reason> reasons) {

    private static final String ENGLISH = "en";
    private static final int LONGEST = 300;

    /**
     * One entry.
     *
     * @param segment who is in it; null for everybody
     * @param category what is of it, a key; null for everything
     * @param text by language
     */
    record Reason(
            String key, @Nullable String segment, @Nullable String category, Map<String, String> text) {

        private boolean fits(Set<String> segments, String ofProduct) {
            return (segment == null || segments.contains(segment)) && (category == null || category.equals(ofProduct));
        }

        private Optional<String> in(String locale) {
            return Optional.ofNullable(text.get(locale))
                    .or(() -> Optional.ofNullable(
                            text.get(Locale.forLanguageTag(locale).getLanguage())))
                    .or(() -> Optional.ofNullable(text.get(ENGLISH)));
        }
    }

    private record Entry(
            @Nullable String segment,
            @Nullable String category,
            @Nullable Map<String, String> text) {}

    static ReasonFile read(DefinitionFile file) {
        var reasons = new ArrayList<Reason>();
        KeyedYaml.read(file, Entry.class, "a reason with segment, category and text by language")
                .forEach((key, entry) -> reasons.add(reason(file, key, entry)));
        return new ReasonFile(file, List.copyOf(reasons));
    }

    private static Reason reason(DefinitionFile file, String key, @Nullable Entry entry) {
        var text = entry == null || entry.text() == null ? Map.<String, String>of() : entry.text();
        if (!text.containsKey(ENGLISH)) {
            throw refused(file, key, "a text in en at least", "has none");
        }
        text.forEach((locale, words) -> {
            if (words == null || words.isBlank() || words.length() > LONGEST) {
                throw refused(file, key, "in " + locale + " a text of 1 to 300 characters", "has another");
            }
        });
        var category = entry.category() == null ? null : Category.key(entry.category());
        return new Reason(key, entry.segment(), category, Map.copyOf(text));
    }

    /** The words of the first entry that fits, in this language or else in English. */
    Optional<String> reason(Set<String> segments, String category, String locale) {
        return reasons.stream()
                .filter(reason -> reason.fits(segments, category))
                .findFirst()
                .flatMap(reason -> reason.in(locale));
    }

    /**
     * What it names that is not there.
     *
     * @param segments all that the live rules define
     * @param categories all of the catalogue; empty where there is no catalogue yet, and then nothing is said of them
     */
    List<Finding> findings(Set<String> segments, Set<String> categories) {
        var findings = new ArrayList<Finding>();
        for (var reason : reasons) {
            if (reason.segment() != null && !segments.contains(reason.segment())) {
                findings.add(at(reason, KeyCatalogue.unknown("segment", reason.segment(), segments)));
            }
            if (reason.category() != null && !categories.isEmpty() && !categories.contains(reason.category())) {
                findings.add(
                        at(reason, KeyCatalogue.unknown("category of the catalogue", reason.category(), categories)));
            }
        }
        return List.copyOf(findings);
    }

    private Finding at(Reason reason, String sentence) {
        var lines = file.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(reason.key() + ":")) {
                return Finding.atLine(file.path(), i + 1, 0, sentence);
            }
        }
        return Finding.inFile(file.path(), sentence);
    }

    private static IllegalStateException refused(DefinitionFile file, String key, String expected, String found) {
        return new IllegalStateException("%s: Expected the reason %s to have %s, but it %s. Correct it."
                .formatted(file.path(), key, expected, found));
    }
}
