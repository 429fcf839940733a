package dev.waymark.engine;

import dev.waymark.support.BusinessClock;
import dev.waymark.support.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
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
    private final Steps steps;
    private final EnginePast past;
    private final BusinessClock clock;
    private volatile boolean working;
    private volatile boolean aligned;
    private volatile Runnable onStartable = () -> {};
    private @Nullable Loop loop;

    EngineStart(ProcessEngine engine, Deployments deployments, Steps steps, EnginePast past, BusinessClock clock) {
        this.engine = engine;
        this.deployments = deployments;
        this.steps = steps;
        this.past = past;
        this.clock = clock;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        var running = Loop.start("engine-start", LOOK_EVERY, this::bringUp);
        deployments.onWanted(running::wake);
        loop = running;
    }

    /** Does something each time the engine is there again or knows another model: starts may have waited for it. */
    void onStartable(Runnable action) {
        onStartable = action;
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Whether the engine is there, is the one we know, tells our time, and the workers are open. */
    public boolean isWorking() {
        return working && aligned && !past.isForeign() && engine.isReady();
    }

    /** Whether the engine tells of another past than our database does, and is not worked with until that is mended. */
    public boolean isForeign() {
        return past.isForeign();
    }

    /** Makes the engine tell our time now; where that fails, nothing is started before it does. */
    public void realign() {
        aligned = false;
        engine.alignClock(clock.offset());
        aligned = true;
    }

    /** Deploys a model that the engine does not know any more. */
    void deployAgain(String hash) {
        deployments.want(hash);
    }

    private boolean bringUp() {
        if (!engine.isReady()) {
            // a broker that comes back has forgotten its offset; nothing may be started before it has it again
            aligned = false;
            return false;
        }
        if (past.isForeign()) {
            return false;
        }
        var isStartable = !aligned || !working;
        if (!aligned) {
            realign();
        }
        if (!deployments.isUpToDate()) {
            isStartable |= deployments.deployAll(engine);
        }
        if (!working) {
            engine.work(steps.handlers(), steps.claim());
            working = true;
            LOG.infof(
                    "engine ready, working on %d kinds of steps",
                    steps.handlers().size());
        }
        if (isStartable) {
            onStartable.run();
        }
        return false;
    }
}
