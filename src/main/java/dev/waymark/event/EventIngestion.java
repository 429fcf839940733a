package dev.waymark.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes events in: what it has answered is committed and on disk.
 *
 * <p>Requests wait in a queue; a few writers take what is there and store it in one transaction, so that many small
 * requests share the cost of one commit. Thread-safe; never part of the caller's transaction.
 */
@ApplicationScoped
public class EventIngestion {

    private static final Logger LOG = Logger.getLogger(EventIngestion.class);

    /** Before anything that may send events of its own. */
    private static final int START_ORDER = 60;

    private final IngestWriter writer;
    private final IngestSettings settings;
    private final IngestQueue queue;
    private final List<Thread> writers = new ArrayList<>();

    EventIngestion(IngestWriter writer, IngestSettings settings) {
        this.writer = writer;
        this.settings = settings;
        this.queue = new IngestQueue(settings.waitingPerSource());
    }

    void start(@Observes @Priority(START_ORDER) StartupEvent start) {
        for (int i = 0; i < settings.writers(); i++) {
            writers.add(Thread.ofPlatform().name("waymark-ingest-" + i).daemon().start(this::work));
        }
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        queue.close();
        for (var thread : writers) {
            thread.join(5_000);
        }
    }

    /**
     * Stores what is new of these events, all or none, and returns when they are durable.
     *
     * @throws dev.waymark.support.RejectedRequest if too many events of this source are waiting
     * @throws RuntimeException if they could not be stored, with the cause; nothing was stored then
     */
    public IngestResult ingestAll(String source, List<IncomingEvent> events) {
        if (events.isEmpty()) {
            return new IngestResult(0, 0);
        }
        var arrival = Arrival.of(source, events);
        queue.add(arrival);
        return arrival.await();
    }

    private void work() {
        try {
            while (true) {
                var arrivals = queue.take(settings.eventsPerTransaction());
                if (arrivals.isEmpty()) {
                    return;
                }
                writer.write(arrivals);
            }
        } catch (InterruptedException interrupted) {
            LOG.debug("ingest writer interrupted");
        }
    }
}
