package dev.waymark.fault;

import static dev.waymark.testing.Drawing.aJourney;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Drawing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=RedeployFault}: a new version is published and the application killed while
 * thousands wait in the old one; those finish on theirs, new ones on the new.
 */
class RedeployFault {

    static final String EVENT = "Key Feature Used";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldFinishEverybodyOnTheirVersion() throws Exception {
        var people = Integer.getInteger("waymark.fault.people", 10_000);
        try (var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), Map.of())) {
            var journey = waiting("P30D").end("EndUsed", "one");
            run.begin(journey);
            var old = run.enrol(people);
            run.quiesce();
            journey.end("EndUsed", "two").published();
            run.parts().application().kill();
            run.parts().application().bringBack();
            var fresh = run.enrol(people / 10);
            run.quiesce();
            run.check(people + " waiting when a new version was published");
            run.forEach(old, person -> run.client().track(person, EVENT));
            run.forEach(fresh, person -> run.client().track(person, EVENT));
            run.parts()
                    .awaitNone(
                            "enrolments that have not ended",
                            "select count(*) from enrolment where status <> 'COMPLETED'",
                            Duration.ofMinutes(10));
            var one = ended(run, 1, "one");
            var two = ended(run, 2, "two");
            StartRun.line("ended on version 1, on version 2", one + ", " + two);
            assertThat(one).isEqualTo(old.size());
            assertThat(two).isEqualTo(fresh.size());
        }
    }

    private static long ended(StartRun run, int version, String outcome) throws Exception {
        return run.parts()
                .count("select count(*) from enrolment e join journey_version v on v.id = e.version_id"
                        + " where v.version = " + version + " and e.outcome = '" + outcome + "'");
    }

    /** One waits for behaviour, so long; the end after it is still to be drawn. */
    static Drawing waiting(String timer) {
        return aJourney()
                .with("goal", "order")
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Used", EVENT, "")
                .timer("Silence", timer)
                .end("EndSilence", "silence")
                .path("Start", "Listen", "Gate", "Used", "EndUsed")
                .path("Gate", "Silence", "EndSilence");
    }
}
