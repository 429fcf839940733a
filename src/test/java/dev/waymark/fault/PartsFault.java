package dev.waymark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=PartsFault}: the broker dies under load, then every two of the three parts, which
 * come back in each order.
 */
class PartsFault {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldTakeEnrolmentsWithoutABroker() throws Exception {
        var kills = Integer.getInteger("waymark.fault.kills", 10);
        try (var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), Map.of())) {
            run.begin(StartFault.resting());
            run.load();
            var broker = run.parts().broker();
            var meanwhile = 0L;
            for (int i = 0; i < kills; i++) {
                letPass(run.random().nextInt(500, 3_000));
                broker.kill();
                var before = enrolments(run);
                letPass(2_000);
                meanwhile += enrolments(run) - before;
                broker.bringBack();
            }
            run.quiesce();
            run.check(kills + " kills of the broker");
            StartRun.line("enrolments taken while it was dead", meanwhile);
            assertThat(meanwhile).isPositive();
        }
    }

    @Test
    void shouldComeBackInWhateverOrderTwoPartsDoSo() throws Exception {
        var rounds = Integer.getInteger("waymark.fault.kills", 2);
        try (var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), Map.of())) {
            run.begin(StartFault.resting());
            run.load();
            var parts = List.of(
                    run.parts().application(), run.parts().broker(), run.parts().postgres());
            for (int i = 0; i < rounds; i++) {
                for (var first : parts) {
                    for (var second : parts) {
                        if (first != second) {
                            killBoth(run, first, second);
                        }
                    }
                }
            }
            run.quiesce();
            run.check(rounds * 6 + " times two parts killed, in 6 orders");
        }
    }

    private static void killBoth(StartRun run, Killed first, Killed second) throws Exception {
        letPass(run.random().nextInt(500, 3_000));
        first.kill();
        second.kill();
        first.bringBack();
        letPass(run.random().nextInt(1, 3_000));
        second.bringBack();
        run.parts().awaitBroker();
        run.parts().awaitTaking(Duration.ofMinutes(2));
        System.out.printf("%s and %s killed and brought back in this order%n", first.name(), second.name());
    }

    private static long enrolments(StartRun run) throws Exception {
        return run.parts().count("select count(*) from enrolment");
    }

    static void letPass(long millis) {
        var end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
