package dev.waymark.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One segment and few journeys of the shipped ones: for an application that starts often, and whose definitions do not matter. */
public final class FewDefinitions {

    private FewDefinitions() {}

    /**
     * Answers the folder.
     *
     * @param into where it is made
     * @param journeys their file names
     */
    public static Path in(Path into, String... journeys) throws IOException {
        var folder = into.resolve("definitions");
        var always = List.of(
                "bpmn/events.yaml",
                "bpmn/goals.yaml",
                "bpmn/topics.yaml",
                "bpmn/offers.yaml",
                "rules/segments/new-signups.drl");
        Files.createDirectories(folder.resolve("bpmn/journeys"));
        Files.createDirectories(folder.resolve("rules/segments"));
        for (var file : Stream.concat(always.stream(), Stream.of(journeys).map("bpmn/journeys/"::concat))
                .toList()) {
            Files.copy(Path.of(file), folder.resolve(file));
        }
        return folder;
    }
}
