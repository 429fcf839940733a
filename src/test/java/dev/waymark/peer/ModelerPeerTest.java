package dev.waymark.peer;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The linters behind Camunda Modeler, on the shipped journeys and element templates. */
class ModelerPeerTest {

    @Test
    void shouldFindNothingInTheShippedJourneysAndElementTemplates() {
        assertThatCode(() -> NodeScript.run(Map.of(), "npm", "run", "--silent", "lint"))
                .doesNotThrowAnyException();
    }
}
