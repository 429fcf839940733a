package dev.waymark.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The file of reasons")
class ReasonFileTest {

    private static final String SOME = """
            first: {segment: champions, category: TV, text: {en: For champions, th: สำหรับแชมป์}}
            second: {category: tv, text: {en: For all}}
            third: {text: {en: Why not}}
            """;

    @Test
    void shouldSayTheFirstThatFitsInTheLanguageOfThePerson() {
        var reasons = ReasonFile.read(file(SOME));

        assertThat(reasons.reason(Set.of("champions"), "tv", "th-TH")).hasValue("สำหรับแชมป์");
        assertThat(reasons.reason(Set.of("champions"), "tv", "de")).hasValue("For champions");
        assertThat(reasons.reason(Set.of("lost"), "tv", "th")).hasValue("For all");
        assertThat(reasons.reason(Set.of("champions"), "dog", "en")).hasValue("Why not");
        assertThat(ReasonFile.read(file("a: {segment: x, text: {en: A}}")).reason(Set.of(), "tv", "en"))
                .isEmpty();
    }

    @Test
    void shouldFindSegmentsAndCategoriesThatAreNotThere() {
        var findings = ReasonFile.read(file(SOME)).findings(Set.of("lost"), Set.of("dog"));

        assertThat(findings)
                .extracting(Finding::asText)
                .containsExactly(
                        "bpmn/reasons.yaml:1: Expected a known segment, but there is none named champions. Known: lost.",
                        "bpmn/reasons.yaml:1: Expected a known category of the catalogue, but there is none named tv."
                                + " Known: dog.",
                        "bpmn/reasons.yaml:2: Expected a known category of the catalogue, but there is none named tv."
                                + " Known: dog.");
        assertThat(ReasonFile.read(file(SOME)).findings(Set.of("champions"), Set.of()))
                .isEmpty();
    }

    @Test
    void shouldBeRefusedWithASentence() {
        assertRefused("a: {segment: lost}", "the reason a to have a text in en at least, but it has none");
        assertRefused("a: {text: {en: ''}}", "in en a text of 1 to 300 characters");
        assertRefused("a: {txt: {en: A}}", "there is also txt");
    }

    @Test
    void shouldNameSegmentsThatShipInWhatShips() throws IOException {
        var shipped = ReasonFile.read(
                new DefinitionFile("bpmn/reasons.yaml", Files.readAllBytes(Path.of("bpmn/reasons.yaml"))));
        try (var rules = Files.list(Path.of("rules/segments"))) {
            var segments = rules.map(rule -> rule.getFileName().toString().replace(".drl", ""))
                    .collect(Collectors.toSet());

            assertThat(shipped.findings(segments, Set.of())).isEmpty();
        }
        assertThat(shipped.reasons())
                .allSatisfy(reason -> assertThat(reason.text()).containsOnlyKeys("en", "th"));
    }

    private static void assertRefused(String yaml, String sentence) {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReasonFile.read(file(yaml)))
                .withMessageContaining(sentence);
    }

    private static DefinitionFile file(String yaml) {
        return new DefinitionFile("bpmn/reasons.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
