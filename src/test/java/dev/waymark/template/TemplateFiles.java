package dev.waymark.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.support.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Template files for the tests, named as if they lay in {@code messages}. */
final class TemplateFiles {

    static final Path VALID = Path.of("src/test/resources/definitions/valid");
    static final Path INVALID = Path.of("src/test/resources/definitions/invalid");
    static final Path SHIPPED = Path.of("src/main/resources");

    private TemplateFiles() {}

    /** All template files below {@code root/messages}, or of one template there. */
    static List<DefinitionFile> below(Path root, Path folder) throws IOException {
        var files = new ArrayList<DefinitionFile>();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var path = root.relativize(file).toString().replace('\\', '/');
                files.add(new DefinitionFile(path, Files.readAllBytes(file)));
            }
        }
        return files;
    }

    /** The shipped templates and the tests' own. */
    static Templates valid() throws IOException {
        return accepted(validFiles());
    }

    static List<DefinitionFile> validFiles() throws IOException {
        var files = below(VALID, VALID.resolve("messages"));
        files.addAll(below(SHIPPED, SHIPPED.resolve("messages")));
        return files;
    }

    static Templates accepted(List<DefinitionFile> files) {
        return switch (new TemplateReader().check(files)) {
            case TemplateCheck.Accepted(var templates) -> templates;
            case TemplateCheck.Refused(var findings, var unfit) -> throw new AssertionError(findings);
        };
    }

    /** One template named {@code sample} with the single parameter {@code x} and one text on the channel sms. */
    static List<DefinitionFile> sample(String text) {
        return List.of(
                file("meta.yaml", "title: Sample\nparameters:\n  x: {from: trait.x, fallback: {en: nothing}}\n"),
                file("en/sms/body.txt", text));
    }

    static DefinitionFile file(String path, String text) {
        return new DefinitionFile("messages/sample/" + path, text.getBytes(UTF_8));
    }
}
