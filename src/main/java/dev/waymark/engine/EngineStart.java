package dev.waymark.engine;

import dev.waymark.support.BusinessClock;
import dev.waymark.support.Loop;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the engine, gives it the models, then opens the workers. Events, rules and enrolments do not wait for
 * this: what they ask of the engine is kept in the outbox.
 */
@ApplicationScoped
public class EngineStart {

    /** After rules and journeys have been read. */
    public static final int ORDER = 300;

    private static final Logger LOG = Logger.getLogger(EngineStart.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final ProcessEngine engine;
    private final Deployments deployments;
    private final EnrolmentClaim claim;
    private final List<StepHandler> handlers;
    private final BusinessClock clock;
    private volatile boolean working;
    private volatile boolean aligned;
    private @Nullable Loop loop;

    EngineStart(
            ProcessEngine engine,
            Deployments deployments,
            EnrolmentClaim claim,
            @All List<StepHandler> handlers,
            BusinessClock clock) {
        this.engine = engine;
        this.deployments = deployments;
        this.claim = claim;
        this.handlers = handlers;
        this.clock = clock;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        loop = Loop.start("engine-start", LOOK_EVERY, this::bringUp);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Whether the engine is there, tells our time, and the workers are open. */
    public boolean isWorking() {
        return working && aligned && engine.isReady();
    }

    /** Makes the engine tell our time now; where that fails, nothing is started before it does. */
    public void realign() {
        aligned = false;
        engine.alignClock(clock.offset());
        aligned = true;
    }

    private boolean bringUp() {
        if (!engine.isReady()) {
            // a broker that comes back has forgotten its offset; nothing may be started before it has it again
            aligned = false;
            return false;
        }
        if (!aligned) {
            realign();
        }
        if (!deployments.isUpToDate()) {
            deployments.deployAll(engine);
        }
        if (!working) {
            engine.work(handlers, claim);
            working = true;
            LOG.infof("engine ready, working on %d kinds of steps", handlers.size());
        }
        return false;
    }
}
