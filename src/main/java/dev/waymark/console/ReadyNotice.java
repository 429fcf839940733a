package dev.waymark.console;

import dev.waymark.engine.EngineStart;
import dev.waymark.support.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells whoever started Waymark where to look, once everything works. */
@ApplicationScoped
class ReadyNotice {

    private static final Logger LOG = Logger.getLogger(ReadyNotice.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final EngineStart engine;
    private final String address;
    private boolean told;
    private @Nullable Loop loop;

    ReadyNotice(
            EngineStart engine,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.engine = engine;
        this.address = "http://" + host + ":" + port;
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        loop = Loop.start("ready-notice", LOOK_EVERY, this::look);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean look() {
        if (!told && engine.isWorking()) {
            told = true;
            LOG.infof("Waymark is ready: open %s  (Ctrl-C stops it)", address);
        }
        return false;
    }
}
