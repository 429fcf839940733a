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
        var kills = Integer.getInteger("waymark.fault.kills", 50);
        try (var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), Map.of())) {
            run.begin(resting());
            run.load();
            run.parts().application().kill();
            for (var point : POINTS) {
                for (int i = 0; i < kills; i++) {
                    var dying = run.start(point + "@" + (1 + run.random().nextInt(LATEST_PASS)));
                    StartRun.awaitDeath(dying, Duration.ofMinutes(2));
                }
                System.out.printf("%d kills at %s%n", kills, point);
            }
            run.start("none").awaitWorking();
            run.quiesce();
            run.check(kills * POINTS.size() + " kills at " + POINTS.size() + " points of a start");
        }
    }

    /** People stay in it, so that every instance can be counted. */
    static Drawing resting() {
        return aJourney().timer("Wait", "P30D").end("End", "done").path("Start", "Wait", "End");
    }
}
