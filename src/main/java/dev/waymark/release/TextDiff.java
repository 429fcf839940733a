package dev.waymark.release;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the files of one release differ from those of another, as a unified diff that people and tools read. */
final class TextDiff {

    private static final int CONTEXT_LINES = 3;

    /** Of one file before and after; the time it takes grows with the square. */
    private static final int MAX_LINES = 4_000;

    private static final String NOTHING = "/dev/null";

    private TextDiff() {}

    /** Empty when they hold the same. */
    static String of(Map<String, String> before, Map<String, String> after) {
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .flatMap(path -> fileDiff(path, before.get(path), after.get(path)))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static Stream<String> fileDiff(String path, @Nullable String before, @Nullable String after) {
        var old = lines(before);
        if (old.size() + lines(after).size() > MAX_LINES) {
            return Stream.of("(" + path + " has too many lines to be shown line by line)");
        }
        return UnifiedDiffUtils.generateUnifiedDiff(
                        before == null ? NOTHING : "a/" + path,
                        after == null ? NOTHING : "b/" + path,
                        old,
                        DiffUtils.diff(old, lines(after)),
                        CONTEXT_LINES)
                .stream()
                .map(TextDiff::withoutLineOfNothing);
    }

    /** The library lets nothing begin in line 1, which patch(1) does not take for a file that is not there. */
    private static String withoutLineOfNothing(String line) {
        return line.startsWith("@@ ") ? line.replace("-1,0 ", "-0,0 ").replace("+1,0 ", "+0,0 ") : line;
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }
}
