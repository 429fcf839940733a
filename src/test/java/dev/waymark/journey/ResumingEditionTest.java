package dev.waymark.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waymark.engine.ProcessEngine;
import dev.waymark.journey.model.Place;
import dev.waymark.journey.model.Places;
import dev.waymark.journey.model.ResumingEdition;
import dev.waymark.support.DefinitionFile;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every journey that ships can be gone on with at every place, as far as the engine is concerned. */
@WaymarkTest
class ResumingEditionTest {

    @Inject
    ProcessEngine engine;

    @Inject
    Crossings crossings;

    @Inject
    Database database;

    @Test
    void shouldBeTakenByTheEngineForEveryJourneyThatShips() throws IOException {
        var files = journeys();

        assertThat(files)
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> assertThatCode(
                                () -> engine.deploy(Map.of(file.key() + ".bpmn", ResumingEdition.of(file))))
                        .as(file.path())
                        .doesNotThrowAnyException());
    }

    @Test
    void shouldKeepThePlacesOfEveryJourneyThatShips() throws IOException {
        assertThat(journeys()).allSatisfy(file -> {
            var places = Places.of(file);
            var again = Places.of(new DefinitionFile(file.path(), ResumingEdition.of(file)));
            assertThat(again.byId().values().stream()
                            .filter(place -> !ResumingEdition.isOurs(place.elementId()))
                            .map(Place::elementId))
                    .as(file.path())
                    .containsExactlyElementsOf(places.byId().keySet());
            places.byId().values().stream()
                    .filter(Place::canBegin)
                    .forEach(place ->
                            assertThat(again.byId().get("Waymark_Where").next()).contains(place.elementId()));
        });
    }

    @Test
    void shouldBeTakenByTheEngineForAJourneyWithNotes() {
        var drawn = Drawing.aJourney()
                .timer("Wait", "P1D")
                .end("End", "Done")
                .path("Start", "Wait", "End")
                .xml()
                .replace("</bpmn:process>", """
                        <bpmn:textAnnotation id="Note"><bpmn:text>Agreed with care</bpmn:text></bpmn:textAnnotation>
                        <bpmn:association id="Line" sourceRef="Wait" targetRef="Note" />
                        <bpmn:group id="Group" /></bpmn:process>""");

        var edition = ResumingEdition.of(new DefinitionFile("noted.bpmn", drawn.getBytes(UTF_8)));

        assertThatCode(() -> engine.deploy(Map.of("noted.bpmn", edition))).doesNotThrowAnyException();
    }

    @Test
    void shouldKeepTheEditionOfATransactionThatIsRolledBack() {
        var journey = Drawing.aJourney().end("End", "Done").path("Start", "End").published();
        var version = UUID.fromString(database.text("select id from journey_version where journey = ?", journey.key()));

        QuarkusTransaction.begin();
        var hash = crossings.edition(version);
        QuarkusTransaction.rollback();

        assertThat(database.number("select count(*) from engine_deployment where hash = ?", hash))
                .isOne();
    }

    private static List<DefinitionFile> journeys() throws IOException {
        try (var files = Files.list(Path.of("bpmn/journeys"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .map(ResumingEditionTest::read)
                    .toList();
        }
    }

    private static DefinitionFile read(Path file) {
        try {
            return new DefinitionFile("bpmn/journeys/" + file.getFileName(), Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
