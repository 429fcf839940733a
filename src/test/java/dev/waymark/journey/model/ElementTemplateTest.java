package dev.waymark.journey.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.engine.StepHeader;
import dev.waymark.testing.DeclaredSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the modeler offers and what the linker takes are the same. */
@DisplayName("The element templates")
class ElementTemplateTest {

    private static final Path FOLDER = Path.of("bpmn/element-templates");

    static Set<String> jobTypes() {
        return DeclaredSteps.HEADERS.keySet();
    }

    @Test
    void shouldBeThereForEveryJobTypeOnce() throws IOException {
        assertThat(templates().map(ElementTemplateTest::jobType).filter(type -> !type.isEmpty()))
                .containsExactlyInAnyOrderElementsOf(jobTypes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobTypes")
    void shouldAskForTheHeadersOfTheStepAndRequireTheSame(String jobType) throws IOException {
        // given
        var asked = new HashMap<String, Boolean>();
        bound(of(jobType), "zeebe:taskHeader", "key").forEach((key, property) -> asked.put(key, isRequired(property)));

        // then
        assertThat(asked)
                .isEqualTo(DeclaredSteps.HEADERS.get(jobType).stream()
                        .collect(Collectors.toMap(StepHeader::name, StepHeader::required)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobTypes")
    void shouldOfferTheWordsOfAHeaderThatIsOneOfAFew(String jobType) throws IOException {
        // given
        var properties = bound(of(jobType), "zeebe:taskHeader", "key");

        // then
        assertThat(DeclaredSteps.HEADERS.get(jobType)).allSatisfy(header -> {
            if (header.kind() instanceof StepHeader.Kind.OneOf(var words)) {
                assertThat(texts(properties.get(header.name()).path("choices"), "value"))
                        .containsExactlyInAnyOrderElementsOf(words);
            }
        });
    }

    @Test
    void shouldOnlyFillInWhatTheLinkerTakes() throws IOException {
        for (var template : templates().filter(one -> !jobType(one).isEmpty()).toList()) {
            var properties = bound(template, "zeebe:taskHeader", "key");
            assertThat(DeclaredSteps.HEADERS.get(jobType(template))).allSatisfy(header -> {
                var value = properties.get(header.name()).path("value").asText("");
                assertThat(value.isEmpty()
                                || header.check(
                                                value,
                                                DefinitionFiles.knownKeys().keys())
                                        .isEmpty())
                        .as(header.name())
                        .isTrue();
            });
        }
    }

    @Test
    void shouldAskForEveryPropertyOfAProcessAndOfACatchEvent() throws IOException {
        assertThat(bound(read("journey"), "zeebe:property", "name").keySet())
                .containsExactlyInAnyOrderElementsOf(ProcessProperties.ALL);
        assertThat(bound(read("behaviour-event"), "zeebe:property", "name").keySet())
                .containsExactlyInAnyOrder(CatchRules.EVENTS, CatchRules.CONDITION);
    }

    private static JsonNode of(String jobType) throws IOException {
        return templates()
                .filter(template -> jobType(template).equals(jobType))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> templates() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).toList().stream()
                    .map(ElementTemplateTest::read);
        }
    }

    private static JsonNode read(String name) {
        try {
            return new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String jobType(JsonNode template) {
        return properties(template)
                .filter(property -> property.at("/binding/type").asText().equals("zeebe:taskDefinition"))
                .filter(property -> property.at("/binding/property").asText().equals("type"))
                .map(property -> property.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private static Map<String, JsonNode> bound(JsonNode template, String type, String name) {
        return properties(template)
                .filter(property -> property.at("/binding/type").asText().equals(type))
                .collect(Collectors.toMap(
                        property -> property.path("binding").path(name).asText(), property -> property));
    }

    private static Stream<JsonNode> properties(JsonNode template) {
        return StreamSupport.stream(template.path("properties").spliterator(), false);
    }

    private static boolean isRequired(JsonNode property) {
        return property.at("/constraints/notEmpty").asBoolean();
    }

    private static List<String> texts(JsonNode nodes, String field) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.path(field).asText())
                .toList();
    }
}
