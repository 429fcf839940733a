package dev.waymark.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleFiles;
import dev.waymark.segment.RuleFilesCheck;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code rules check [--json] DIR}: the check that stands before every release, for a build or an editor.
 * {@code rules show FILE}: the rules that a table of scores stands for. Neither needs a running application, a database
 * or a broker.
 */
public final class RulesCommand {

    private static final int SOUND = 0;
    private static final int NOT_SOUND = 1;
    private static final String JSON = "--json";
    private static final String TABLES = "rules/tables/";
    private static final String TABLE_ENDING = ".csv";

    private RulesCommand() {}

    /** What was found, for programs; {@code ruleSet} is the version these files would have. */
    record Answer(int files, @Nullable String ruleSet, List<Finding> findings) {}

    /** Answers the exit code: 0 if nothing is wrong, else 1. */
    public static int run(List<String> arguments, PrintStream out, PrintStream complaints) {
        var names =
                arguments.stream().skip(1).filter(word -> !word.equals(JSON)).toList();
        var command = names.size() == 1 ? arguments.getFirst() : "";
        return switch (command) {
            case "check" -> check(names.getFirst(), arguments.contains(JSON), out, complaints);
            case "show" -> show(Path.of(names.getFirst()), out, complaints);
            default -> {
                complaints.println("Expected rules check [--json] DIR or rules show FILE, but it is neither.");
                yield NOT_SOUND;
            }
        };
    }

    private static int check(String folder, boolean asJson, PrintStream out, PrintStream complaints) {
        var files = RuleFiles.among(read(Path.of(folder)));
        if (files.isEmpty()) {
            complaints.println("Expected rule files in " + folder + ", such as rules/segments/*.drl, but"
                    + " there are none. Name the folder that holds rules/.");
            return NOT_SOUND;
        }
        var answer = answer(files);
        out.println(asJson ? json(answer) : text(answer));
        return answer.findings().isEmpty() ? SOUND : NOT_SOUND;
    }

    private static int show(Path path, PrintStream out, PrintStream complaints) {
        if (!path.toString().endsWith(TABLE_ENDING) || !Files.isRegularFile(path) || !Files.isReadable(path)) {
            complaints.println("Expected a table of scores such as rules/tables/rfm.csv, but " + path
                    + " is none. A rule file is its own text.");
            return NOT_SOUND;
        }
        var table = new DefinitionFile(TABLES + path.getFileName(), content(path));
        var check = RuleFilesCheck.standalone();
        if (check.check(List.of(table)) instanceof RuleCheck.Refused(var findings)) {
            out.println(Finding.asText(findings));
            return NOT_SOUND;
        }
        out.println(check.written(table).stream()
                .map(file -> "// " + file.path() + "\n" + file.text())
                .collect(Collectors.joining("\n"))
                .strip());
        return SOUND;
    }

    private static byte[] content(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The folder that holds {@code rules/}, or that folder itself. */
    private static List<DefinitionFile> read(Path folder) {
        var rules = folder.resolve(RuleFiles.ROOT);
        if (Files.isDirectory(rules)) {
            return DefinitionFolder.below(rules, RuleFiles.ROOT);
        }
        return Files.isDirectory(folder) ? DefinitionFolder.below(folder, RuleFiles.ROOT) : List.of();
    }

    private static Answer answer(List<DefinitionFile> files) {
        return switch (RuleFilesCheck.standalone().check(files)) {
            case RuleCheck.Accepted(var ruleSet) -> new Answer(files.size(), ruleSet.version(), List.of());
            case RuleCheck.Refused(var findings) -> new Answer(files.size(), null, findings);
        };
    }

    private static String text(Answer answer) {
        return answer.findings().isEmpty()
                ? "%d files are in order: rule set %s".formatted(answer.files(), answer.ruleSet())
                : Finding.asText(answer.findings());
    }

    private static String json(Answer answer) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer is plain records", impossible);
        }
    }
}
