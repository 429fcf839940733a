package dev.waymark.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleFiles;
import dev.waymark.segment.RuleFilesCheck;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code rules check [--json] DIR}: the check that stands before every release, for a build or an editor. Needs no
 * running application, database or broker.
 */
public final class RulesCommand {

    private static final int SOUND = 0;
    private static final int NOT_SOUND = 1;
    private static final String JSON = "--json";

    private RulesCommand() {}

    /** What was found, for programs; {@code ruleSet} is the version these files would have. */
    record Answer(int files, @Nullable String ruleSet, List<Finding> findings) {}

    /** Answers the exit code: 0 if nothing is wrong, else 1. */
    public static int run(List<String> arguments, PrintStream out, PrintStream complaints) {
        var folders =
                arguments.stream().skip(1).filter(word -> !word.equals(JSON)).toList();
        if (arguments.isEmpty() || !arguments.getFirst().equals("check") || folders.size() != 1) {
            complaints.println("Expected rules check [--json] DIR, but it is not.");
            return NOT_SOUND;
        }
        var files = RuleFiles.among(read(Path.of(folders.getFirst())));
        if (files.isEmpty()) {
            complaints.println("Expected rule files in " + folders.getFirst() + ", such as rules/segments/*.drl, but"
                    + " there are none. Name the folder that holds rules/.");
            return NOT_SOUND;
        }
        var answer = answer(files);
        out.println(arguments.contains(JSON) ? json(answer) : text(answer));
        return answer.findings().isEmpty() ? SOUND : NOT_SOUND;
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
