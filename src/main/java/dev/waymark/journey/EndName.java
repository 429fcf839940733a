package dev.waymark.journey;

import java.util.Locale;

/** How an enrolment ended, as people and figures name it: kebab-case. */
final class EndName {

    private EndName() {}

    static String of(String words) {
        return words.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
