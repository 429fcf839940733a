package dev.waymark.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.ProcessEngine;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine has rules of its own: what the linker accepts, it must take too. */
@WaymarkTest
@DisplayName("A valid journey file, on the engine")
class DeployableJourneysTest {

    @Inject
    ProcessEngine engine;

    static List<Path> validJourneys() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/definitions/valid/bpmn"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validJourneys")
    void shouldBeDeployed(Path file) throws IOException {
        // when
        var deployed = engine.deploy(Map.of(file.getFileName().toString(), Files.readAllBytes(file)));

        // then
        assertThat(deployed.values())
                .allMatch(process -> process.definitionKey() > 0)
                .hasSize(1);
    }
}
