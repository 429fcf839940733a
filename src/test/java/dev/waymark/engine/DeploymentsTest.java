package dev.waymark.engine;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What is asked for is deployed when it is there. */
@WaymarkTest
class DeploymentsTest {

    @Inject
    ProcessEngine engine;

    @Inject
    Session db;

    @Test
    void shouldWaitForAModelThatIsNotKeptYet() {
        var deployments = new Deployments(db);
        deployments.want("not kept yet");

        assertThatCode(() -> deployments.deployAll(engine)).doesNotThrowAnyException();
    }
}
