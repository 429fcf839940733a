package dev.waymark.segment;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where rule files lie and by which endings they are known; everything else under {@code rules/} is not one. */
public final class RuleFiles {

    /** The folder of all rule files, in the definitions folder. */
    public static final String ROOT = "rules";

    private static final Set<Place> PLACES = Set.of(
            new Place("rules/segments/", ".drl", true),
            new Place("rules/signals/", ".drl", true),
            new Place("rules/policies/", ".drl", true),
            new Place("rules/tables/", ".csv", true),
            new Place("rules/fixtures/", ".yaml", false));

    private record Place(String folder, String ending, boolean decides) {

        boolean holds(String path) {
            return path.startsWith(folder) && path.endsWith(ending);
        }
    }

    private RuleFiles() {}

    /** Those of these files that are rule files, in the order of their paths. */
    public static List<DefinitionFile> among(List<DefinitionFile> files) {
        return files.stream()
                .filter(file -> place(file.path()).isPresent())
                .sorted(Comparator.comparing(DefinitionFile::path))
                .toList();
    }

    /** Those of these files that decide: what the rule set is made of, and what its version is the hash of. */
    public static List<DefinitionFile> deciding(List<DefinitionFile> files) {
        return files.stream()
                .filter(file -> place(file.path()).filter(Place::decides).isPresent())
                .sorted(Comparator.comparing(DefinitionFile::path))
                .toList();
    }

    /** The same files have the same one. */
    public static String hash(List<DefinitionFile> files) {
        return Digest.of(files.stream()
                .map(file -> file.path() + " " + Digest.of(file.content()))
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    /** Whether a file at this path is a rule file at all. */
    public static boolean isRuleFile(String path) {
        return place(path).isPresent();
    }

    /** The folders with their endings, for a sentence. */
    public static String kinds() {
        return PLACES.stream()
                .map(place -> place.folder() + "*" + place.ending())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Optional<Place> place(String path) {
        return PLACES.stream().filter(place -> place.holds(path)).findFirst();
    }
}
