package dev.waymark.message.link;

import dev.waymark.support.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has visits judged once a second. Thread-safe. */
@ApplicationScoped
class VisitLoop {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** After the rules and the journeys, which hear of the events. */
    private static final int ORDER = 900;

    private final VisitJudge judge;
    private @Nullable Loop loop;

    VisitLoop(VisitJudge judge) {
        this.judge = judge;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        loop = Loop.start("visits", PAUSE, judge::judge);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }
}
