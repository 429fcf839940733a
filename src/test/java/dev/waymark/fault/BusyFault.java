package dev.waymark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./waymark fault -Dit.test=BusyFault}: the broker refuses half of the commands for a while. */
class BusyFault {

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
            var calm = started(run, 10);
            busy.refuse(0.5);
            PartsFault.letPass(Duration.ofSeconds(seconds).toMillis());
            var refused = started(run, 10);
            busy.refuse(0);
            var after = started(run, 20);
            run.quiesce(Duration.ofSeconds(Math.max(180, seconds)));
            run.check("half of the commands refused for " + seconds + " s");
            StartRun.line("commands refused, taken", busy.refused() + ", " + busy.taken());
            StartRun.line("claims/s before, meanwhile, after", calm + ", " + refused + ", " + after);
            assertThat(busy.refused()).isPositive();
            assertThat(after).as("starts are as fast as before").isGreaterThan(calm / 2);
        }
    }

    private static double started(StartRun run, int seconds) throws Exception {
        var before = claimed(run);
        PartsFault.letPass(seconds * 1_000L);
        return Math.round((claimed(run) - before) * 10.0 / seconds) / 10.0;
    }

    private static long claimed(StartRun run) throws Exception {
        return run.parts().count("select count(*) from enrolment where instance is not null");
    }
}
