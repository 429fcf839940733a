package dev.waymark.fault;

import static dev.waymark.testing.Drawing.aJourney;

import dev.waymark.testing.Drawing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=StartFault}: the application dies at each place on the way from a request to a
 * claimed process instance, again and again.
 */
class StartFault {

    /** From before there is an enrolment to after its instance is stored. */
    private static final List<String> POINTS = List.of(
            "start.before-row",
            "start.before-commit",
            "relay.before-create",
            "relay.create-sent",
            "relay.after-create",
            "relay.after-claim");

    private static final int LATEST_PASS = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldClaimOneInstanceForEachEnrolmentWhereverTheStartDies() throws Exception {
        try (var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), Map.of())) {
            run.begin(resting());
            run.load();
            run.parts().application().kill();
            var kills = run.dieAtEach(
                    POINTS,
                    50,
                    LATEST_PASS,
                    (point, pass) -> StartRun.awaitDeath(run.start(point + "@" + pass), Duration.ofMinutes(2)));
            run.start("none").awaitWorking();
            run.quiesce();
            run.check(kills + " kills at " + POINTS.size() + " points of a start");
        }
    }

    /** People stay in it, so that every instance can be counted. */
    static Drawing resting() {
        return aJourney().timer("Wait", "P30D").end("End", "done").path("Start", "Wait", "End");
    }
}
