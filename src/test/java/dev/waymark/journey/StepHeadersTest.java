package dev.waymark.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.StepHandler;
import dev.waymark.testing.DeclaredSteps;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("The headers of steps")
class StepHeadersTest {

    @Inject
    @All
    List<StepHandler> handlers;

    @Test
    void shouldBeDeclaredByTheirHandlersAsElementTemplatesAndLinkerTestsTakeThem() {
        assertThat(handlers)
                .filteredOn(StepHandler::isDrawn)
                .isNotEmpty()
                .allSatisfy(handler -> assertThat(handler.headers())
                        .as(handler.jobType())
                        .isEqualTo(DeclaredSteps.HEADERS.get(handler.jobType())));
    }
}
