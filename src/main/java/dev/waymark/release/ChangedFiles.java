package dev.waymark.release;

import dev.waymark.segment.RuleFiles;
import dev.waymark.support.DefinitionFile;
import java.util.List;
import java.util.Objects;

/**
 * The files that decide and are not the same in two releases. Each file decides by itself, so nobody's answers by the
 * others differ.
 */
record ChangedFiles(List<DefinitionFile> before, List<DefinitionFile> after) {

    static ChangedFiles between(RuleRelease one, RuleRelease other) {
        return new ChangedFiles(notIn(other, one), notIn(one, other));
    }

    private static List<DefinitionFile> notIn(RuleRelease other, RuleRelease release) {
        return RuleFiles.deciding(release.definitionFiles()).stream()
                .filter(file -> !Objects.equals(file.text(), other.files.get(file.path())))
                .toList();
    }
}
