package dev.waymark.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code templates check [--json] DIR}: the check of texts that stands before every version, for a build or an editor.
 * Needs no running application, so it does not know which offers there are and what journeys show.
 */
public final class TemplatesCommand {

    private static final int SOUND = 0;
    private static final int NOT_SOUND = 1;
    private static final String JSON = "--json";
    /** Where the shipped ones lie in a checkout. */
    private static final String SOURCES = "src/main/resources/";

    private TemplatesCommand() {}

    /** What was found, for programs. */
    record Answer(int templates, List<Finding> findings) {}

    /** Answers the exit code: 0 if nothing is wrong, else 1. */
    public static int run(List<String> arguments, PrintStream out, PrintStream complaints) {
        var words = arguments.stream().filter(word -> !word.equals(JSON)).toList();
        if (words.size() != 2 || !words.getFirst().equals("check")) {
            complaints.println("Expected templates check [--json] DIR, but it is something else.");
            return NOT_SOUND;
        }
        var files = read(Path.of(words.getLast()));
        if (files.isEmpty()) {
            complaints.println("Expected templates in " + words.getLast() + ", such as messages/welcome/meta.yaml, but"
                    + " there are none. Name the folder that holds messages/.");
            return NOT_SOUND;
        }
        var answer = answer(files);
        out.println(arguments.contains(JSON) ? json(answer) : text(answer));
        return answer.findings().isEmpty() ? SOUND : NOT_SOUND;
    }

    /** The folder that holds {@code messages/}, a checkout, or that folder itself. */
    private static List<DefinitionFile> read(Path folder) {
        return Stream.of(TemplateTexts.ROOT, SOURCES + TemplateTexts.ROOT, "")
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .map(messages -> DefinitionFolder.below(messages, TemplateTexts.ROOT))
                .orElse(List.of());
    }

    private static Answer answer(List<DefinitionFile> files) {
        var templates = TemplateTexts.byTemplate(files).size();
        return switch (new TemplateReader().check(files)) {
            case TemplateCheck.Accepted accepted -> new Answer(templates, List.of());
            case TemplateCheck.Refused refused -> new Answer(templates, refused.findings());
        };
    }

    private static String text(Answer answer) {
        return answer.findings().isEmpty()
                ? "%d templates are in order".formatted(answer.templates())
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
