package dev.waymark.segment.drools;

import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleCompiler;
import dev.waymark.segment.RuleSet;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Rule files for tests, from the definition folders or written in place. */
public final class RuleTexts {

    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions");

    private RuleTexts() {}

    /** A text with a title, cut from a file in which each begins after a line {@code === title}. */
    public record TitledText(String title, String text) {

        @Override
        public String toString() {
            return title;
        }
    }

    public static RuleCompiler aCompiler() {
        return new DroolsRuleCompiler();
    }

    /** The rules that ship with Waymark. */
    public static RuleSet shippedRules() {
        return accepted(shippedFiles("drl"));
    }

    /** All files below {@code rules} with this ending. */
    public static List<DefinitionFile> shippedFiles(String ending) {
        try (var files = Files.walk(Path.of("rules"))) {
            return files.filter(file -> file.toString().endsWith("." + ending))
                    .sorted()
                    .map(file -> new DefinitionFile(
                            file.toString().replace('\\', '/'), read(file).getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RuleSet accepted(List<DefinitionFile> files) {
        return switch (aCompiler().check(files)) {
            case RuleCheck.Accepted(var ruleSet) -> ruleSet;
            case RuleCheck.Refused(var findings) -> throw new AssertionError(Finding.asText(findings));
        };
    }

    static DefinitionFile aRuleFile(String key, String text) {
        return aFile("rules/segments/" + key + ".drl", text);
    }

    /** A file by the name "case", in the folder that its metadata asks for. */
    static DefinitionFile aCase(String text) {
        var folder = text.contains("@signal") ? "signals" : text.contains("@policy") ? "policies" : "segments";
        return aFile("rules/" + folder + "/case.drl", text);
    }

    public static DefinitionFile aFile(String path, String text) {
        return new DefinitionFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<TitledText> titledTexts(String path) {
        return Arrays.stream(read(DEFINITIONS.resolve(path)).split("(?m)^=== "))
                .skip(1)
                .map(RuleTexts::titledText)
                .toList();
    }

    /** An example of a decision table. */
    static DefinitionFile validTable(String name) {
        return aFile("rules/tables/" + name + ".csv", read(DEFINITIONS.resolve("valid/rules/tables/" + name + ".csv")));
    }

    static List<DefinitionFile> invalidFiles() {
        return filesIn(DEFINITIONS.resolve("invalid/rules"), "rules/segments/");
    }

    static String findingsExpectedOf(DefinitionFile file) {
        return read(DEFINITIONS.resolve("invalid/rules/" + file.key() + ".findings"))
                .strip();
    }

    static List<DefinitionFile> filesIn(Path folder, String prefix) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".drl"))
                    .sorted()
                    .map(file -> new DefinitionFile(
                            prefix + file.getFileName(), read(file).getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TitledText titledText(String section) {
        var end = section.indexOf('\n');
        return new TitledText(section.substring(0, end), section.substring(end + 1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
