package dev.waymark.release;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.segment.RuleFiles;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What somebody changes about the active release: files added or replaced, and files deleted.
 *
 * @param basedOn number of the release the author had before them
 */
record ReleaseChange(String comment, int basedOn, List<FileText> files, List<String> delete) {

    static final int MAX_FILES = 1_000;
    static final int MAX_FILE_BYTES = 64 << 10;

    /** In small letters only: two names that differ in case are one file on some machines. */
    private static final Pattern PLAIN_PATH = Pattern.compile("rules/[a-z]+/[a-z0-9]+(-[a-z0-9]+)*\\.[a-z]+");

    /** A file as it is to be. */
    record FileText(String path, String content) {}

    /** The files of the release with the change in them, or everything that is wrong with the change. */
    Outcome<List<DefinitionFile>> applyTo(RuleRelease active) {
        if (basedOn != active.number) {
            return Outcome.refused(Rejection.at(
                    "/basedOn",
                    CONFLICT,
                    "release-outdated",
                    "Expected a change of the active release, %d, but it is one of %d. Look at release %1$d and hand the change in again."
                            .formatted(active.number, basedOn)));
        }
        var findings = findings(active);
        if (!findings.isEmpty()) {
            return refused("Expected files that a release can hold, but these are not.", findings);
        }
        var changed = changed(active);
        if (changed.size() > MAX_FILES) {
            return refused(
                    "Expected at most %d files, but with this change there are %d. Delete some."
                            .formatted(MAX_FILES, changed.size()),
                    List.of());
        }
        return Releases.hash(changed).equals(active.hash)
                ? refused("Expected a change, but the files are those of the active release.", List.of())
                : Outcome.done(changed);
    }

    private List<DefinitionFile> changed(RuleRelease active) {
        var result = new TreeMap<String, DefinitionFile>();
        active.definitionFiles().forEach(file -> result.put(file.path(), file));
        delete.forEach(result::remove);
        files.forEach(file -> result.put(file.path(), new DefinitionFile(file.path(), bytes(file.content()))));
        return List.copyOf(result.values());
    }

    private List<Finding> findings(RuleRelease active) {
        var findings = new ArrayList<Finding>();
        var named = new HashSet<String>();
        for (var file : files) {
            check(file, findings);
            checkOnce(file.path(), named, findings);
        }
        for (var path : delete) {
            checkOnce(path, named, findings);
            if (!active.files.containsKey(path)) {
                findings.add(Finding.inFile(
                        path, "Expected a file of the active release to delete, but it has none by this path."));
            }
        }
        return findings;
    }

    private static void checkOnce(String path, HashSet<String> named, List<Finding> findings) {
        if (!named.add(path)) {
            findings.add(Finding.inFile(path, "Expected each file once, but this one comes twice. Send it once."));
        }
    }

    private static void check(FileText file, List<Finding> findings) {
        if (!PLAIN_PATH.matcher(file.path()).matches() || !RuleFiles.isRuleFile(file.path())) {
            findings.add(Finding.inFile(
                    file.path(),
                    "Expected a path such as rules/segments/new-signups.drl, in small letters and one of the folders "
                            + RuleFiles.kinds() + ", but this is none. Rename the file."));
        }
        if (bytes(file.content()).length > MAX_FILE_BYTES) {
            findings.add(Finding.inFile(
                    file.path(), "Expected at most 64 KB, but the file is larger. Make several files of it."));
        }
        if (!isPlainText(file.content())) {
            findings.add(Finding.inFile(
                    file.path(), "Expected text, but some of its characters cannot be stored. Delete them."));
        }
    }

    /** Neither the character 0 nor half of a pair. */
    private static boolean isPlainText(String content) {
        return content.indexOf(0) < 0 && new String(bytes(content), StandardCharsets.UTF_8).equals(content);
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static Outcome<List<DefinitionFile>> refused(String sentence, List<Finding> findings) {
        return Outcome.refused(new Rejection(REFUSED, "release-unusable", sentence, null, findings));
    }
}
