package dev.waymark.journey.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Names or keys separated by commas, as the properties of a journey list them. */
final class NameList {

    private NameList() {}

    static List<String> of(Optional<String> text) {
        return text.stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(name -> name.strip().replaceAll("\\s+", " "))
                .toList();
    }

    /** Whether something is missing between two commas, or there twice. */
    static boolean isUntidy(List<String> names) {
        return names.contains("") || new HashSet<>(names).size() < names.size();
    }
}
