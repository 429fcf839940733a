package dev.waymark.event.kafka;

import dev.waymark.support.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from topics while the application runs, on one thread of its own. Does nothing unless a cluster is set.
 */
@ApplicationScoped
class KafkaIntake {

    private static final Logger LOG = Logger.getLogger(KafkaIntake.class);

    /** After everything an event may need, as for requests. */
    private static final int START_ORDER = 900;

    /** Before the writers of events end. */
    private static final int STOP_ORDER = 10;

    private final KafkaSettings settings;
    private final RecordStoring storing;
    private @Nullable TopicReader reader;
    private @Nullable Loop loop;

    KafkaIntake(KafkaSettings settings, RecordStoring storing) {
        this.settings = settings;
        this.storing = storing;
    }

    void start(@Observes @Priority(START_ORDER) StartupEvent start) {
        if (settings.bootstrapServers().isEmpty()) {
            return;
        }
        if (settings.topics().isEmpty()) {
            throw new IllegalStateException(
                    "Expected a topic for each source to read from Kafka, but there is none: set waymark.kafka.topics.<source>=<topic>, or unset waymark.kafka.bootstrap-servers.");
        }
        var opened = new TopicReader(settings, storing);
        reader = opened;
        loop = Loop.start("kafka", settings.pause(), opened::readOnce);
        LOG.infof("reading events from Kafka topics=%s", settings.topics().values());
    }

    void stop(@Observes @Priority(STOP_ORDER) ShutdownEvent stop) {
        if (reader != null && loop != null) {
            reader.wakeUp();
            loop.close();
            reader.close();
        }
    }
}
