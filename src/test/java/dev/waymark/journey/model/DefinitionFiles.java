package dev.waymark.journey.model;

import static dev.waymark.support.KeyCatalogue.Kind.CHANNEL;
import static dev.waymark.support.KeyCatalogue.Kind.EVENT;
import static dev.waymark.support.KeyCatalogue.Kind.GOAL;
import static dev.waymark.support.KeyCatalogue.Kind.OFFER;
import static dev.waymark.support.KeyCatalogue.Kind.ONSITE_TEMPLATE;
import static dev.waymark.support.KeyCatalogue.Kind.REFUSABLE_TOPIC;
import static dev.waymark.support.KeyCatalogue.Kind.SEGMENT;
import static dev.waymark.support.KeyCatalogue.Kind.TEMPLATE;
import static dev.waymark.support.KeyCatalogue.Kind.TEMPLATE_BY_CHANNEL;
import static dev.waymark.support.KeyCatalogue.Kind.TEMPLATE_WITH_UNSUBSCRIBING;
import static dev.waymark.support.KeyCatalogue.Kind.TOPIC;
import static dev.waymark.support.KeyCatalogue.Kind.WEBHOOK;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.support.DefinitionFile;
import dev.waymark.testing.DeclaredSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Journey files for the tests, named as if they lay in {@code bpmn/journeys}. */
final class DefinitionFiles {

    static final Path VALID = Path.of("src/test/resources/definitions/valid/bpmn");
    static final Path INVALID = Path.of("src/test/resources/definitions/invalid/bpmn");
    static final Path SHIPPED = Path.of("bpmn/journeys");

    private static final Pattern RAISED = Pattern.compile("signal\\.raise\\(\"([^\"]+)\"");

    private DefinitionFiles() {}

    /** What the journeys written for tests may name. */
    static KnownKeys knownKeys() {
        return new KnownKeys(
                Map.ofEntries(
                        entry(SEGMENT, Set.of("champions", "new-signups", "sleepers")),
                        entry(TEMPLATE, Set.of("beginner-guide", "receipt")),
                        entry(GOAL, Set.of("first-key-action")),
                        entry(CHANNEL, Set.of("email", "sms")),
                        entry(TEMPLATE_BY_CHANNEL, Set.of("beginner-guide/email", "receipt/email")),
                        entry(TEMPLATE_WITH_UNSUBSCRIBING, Set.of("beginner-guide")),
                        entry(TOPIC, Set.of("onboarding")),
                        entry(REFUSABLE_TOPIC, Set.of("onboarding")),
                        entry(OFFER, Set.of("welcome-gift")),
                        entry(ONSITE_TEMPLATE, Set.of("guide-banner")),
                        entry(WEBHOOK, Set.of("shop")),
                        entry(EVENT, Set.of("Feature Viewed", "Onboarding Step Completed", "Order Completed"))),
                DeclaredSteps.HEADERS);
    }

    /** What the shipped journeys may name: what else ships. */
    static KnownKeys shippedKeys() throws IOException {
        return new KnownKeys(
                Map.of(
                        SEGMENT, names(Path.of("rules/segments")),
                        TEMPLATE, names(Path.of("src/main/resources/messages")),
                        GOAL, keys("bpmn/goals.yaml"),
                        CHANNEL, Set.of("email", "sms", "push", "whatsapp", "line", "messenger"),
                        TEMPLATE_BY_CHANNEL, writtenTemplates(),
                        TOPIC, keys("bpmn/topics.yaml"),
                        OFFER, keys("bpmn/offers.yaml"),
                        ONSITE_TEMPLATE, onsiteTemplates(),
                        EVENT, events()),
                DeclaredSteps.HEADERS);
    }

    private static Set<String> writtenTemplates() throws IOException {
        var messages = Path.of("src/main/resources/messages");
        try (var files = Files.walk(messages, 3)) {
            return files.filter(Files::isDirectory)
                    .map(messages::relativize)
                    .filter(folder -> folder.getNameCount() == 3)
                    .map(folder -> folder.getName(0) + "/" + folder.getName(2))
                    .collect(Collectors.toSet());
        }
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
        var known = file.startsWith(SHIPPED) ? shippedKeys() : knownKeys();
        return switch (new JourneyLinker().check(read(file), known)) {
            case JourneyCheck.Accepted(var model) -> model;
            case JourneyCheck.Refused(var findings) -> throw new AssertionError(findings);
        };
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> onsiteTemplates() throws IOException {
        var messages = Path.of("src/main/resources/messages");
        return names(messages).stream()
                .filter(key -> Files.exists(messages.resolve(key).resolve("en/onsite")))
                .collect(Collectors.toSet());
    }

    private static Set<String> keys(String file) throws IOException {
        var keys = new TreeSet<String>();
        JsonNode yaml = new YAMLMapper().readTree(Path.of(file).toFile());
        yaml.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> events() throws IOException {
        var events = keys("bpmn/events.yaml");
        try (var signals = Files.list(Path.of("rules/signals"))) {
            for (var signal : signals.toList()) {
                RAISED.matcher(Files.readString(signal)).results().forEach(found -> events.add(found.group(1)));
            }
        }
        return events;
    }
}
