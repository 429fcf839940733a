package dev.waymark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=BusyFault}: the broker refuses half of the commands for a while. No start is lost, and
 * events are acknowledged in less than twice the time.
 */
class BusyFault {

    private static final double SLOWEST_EVENTS = 2;
    private static final int EVENTS_A_SECOND = 10;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldLoseNoStartWhileTheBrokerRefusesHalf() throws Exception {
        var seconds = Long.getLong("waymark.fault.seconds", 600);
        try (var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), Map.of());
                var busy = new BusyBroker(URI.create(run.parts().brokerAddress()))) {
            run.parts().set("WAYMARK_ZEEBE_GRPC_ADDRESS", busy.address());
            run.begin(StartFault.resting());
            run.load();
            PartsFault.letPass(Duration.ofSeconds(20).toMillis());
            Phase calm;
            Phase refused;
            Phase after;
            try (var events = new TimedEvents(run.client())) {
                calm = phase(run, events, Math.min(60, seconds));
                busy.refuse(0.5);
                refused = phase(run, events, seconds);
                busy.refuse(0);
                after = phase(run, events, Math.min(60, seconds));
            }
            run.quiesce(Duration.ofSeconds(Math.max(180, seconds)));
            run.check("half of the commands refused for " + seconds + " s");
            StartRun.line("commands refused, taken", busy.refused() + ", " + busy.taken());
            StartRun.line("before", calm);
            StartRun.line("meanwhile", refused);
            StartRun.line("after", after);
            assertThat(busy.refused()).isPositive();
            assertThat(after.claims).as("starts are as fast as before").isGreaterThan(calm.claims / 2);
            assertThat(refused.event.events()).as("events taken meanwhile").isGreaterThan((int)
                    (seconds * EVENTS_A_SECOND / 2));
            assertThat(refused.event.p99()).as("events too").isLessThan(SLOWEST_EVENTS * calm.event.p99());
        }
    }

    private record Phase(double claims, TimedEvents.Times event) {

        @Override
        public String toString() {
            return "%.1f claims/s; %s".formatted(claims, event);
        }
    }

    private static Phase phase(StartRun run, TimedEvents events, long seconds) throws Exception {
        var before = claimed(run);
        events.times();
        PartsFault.letPass(Duration.ofSeconds(seconds).toMillis());
        return new Phase((claimed(run) - before) / (double) seconds, events.times());
    }

    private static long claimed(StartRun run) throws Exception {
        return run.parts().count("select count(*) from enrolment where instance is not null");
    }
}
