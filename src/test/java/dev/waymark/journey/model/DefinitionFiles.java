package dev.waymark.journey.model;

import dev.waymark.support.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Journey files for the tests, named as if they lay in {@code bpmn/journeys}. */
final class DefinitionFiles {

    static final Path VALID = Path.of("src/test/resources/definitions/valid/bpmn");
    static final Path INVALID = Path.of("src/test/resources/definitions/invalid/bpmn");
    static final Path SHIPPED = Path.of("bpmn/journeys");

    private DefinitionFiles() {}

    static KnownKeys knownKeys() {
        return new KnownKeys(
                Set.of("new-signups"),
                Set.of("beginner-guide"),
                Set.of("first-key-action"),
                Set.of("email"),
                Set.of("waymark:arm-wait:1", "waymark:send-message:1", "waymark:record-conversion:1"));
    }

    static List<Path> journeysIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
        }
    }

    static DefinitionFile read(Path file) throws IOException {
        return named(file.getFileName().toString(), Files.readAllBytes(file));
    }

    static DefinitionFile named(String fileName, byte[] content) {
        return new DefinitionFile("bpmn/journeys/" + fileName, content);
    }

    static JourneyModel accepted(Path file) throws IOException {
        return switch (new JourneyLinker().check(read(file), knownKeys())) {
            case JourneyCheck.Accepted(var model) -> model;
            case JourneyCheck.Refused(var findings) -> throw new AssertionError(findings);
        };
    }
}
