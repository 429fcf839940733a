package dev.waymark.engine;

import dev.waymark.support.Loop;
import dev.waymark.support.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the engine's past is the one that our database knows. The exporter sees that it is not; until it is again,
 * nothing is started and no worker opened. Thread-safe.
 */
@ApplicationScoped
class EnginePast {

    private static final Logger LOG = Logger.getLogger(EnginePast.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Sql sql;
    private volatile boolean foreign;
    private @Nullable Loop loop;

    EnginePast(Sql sql) {
        this.sql = sql;
    }

    void start(@Observes @Priority(EngineStart.ORDER - 1) StartupEvent start) {
        look();
        loop = Loop.start("engine-past", LOOK_EVERY, this::look);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    boolean isForeign() {
        return foreign;
    }

    private boolean look() {
        var before = foreign;
        foreign = !sql.query("select 1 from engine_cursor where foreign_since is not null", row -> true)
                .isEmpty();
        if (foreign && !before) {
            LOG.error("Expected the broker to go on where engine_record ends, but it tells of another past: it has lost"
                    + " its data, or is another broker. Nothing is started until the data of broker and database are"
                    + " back from one backup.");
        } else if (before && !foreign) {
            LOG.info("the broker's past is the known one again");
        }
        return false;
    }
}
