package dev.waymark.event;

import dev.waymark.profile.Identity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Takes events in: what it has answered is committed and on disk.
 *
 * <p>Requests wait in queues, one for each writer; a writer takes what is there and stores it in one transaction, so
 * that many small requests share the cost of one commit. Events by one device, or else by one id, go to one writer,
 * in their order, so that writers seldom wait for each other's locks. Thread-safe; never part of the caller's transaction.
 */
@ApplicationScoped
public class EventIngestion {

    private static final Logger LOG = Logger.getLogger(EventIngestion.class);

    /** Before anything that may send events of its own. */
    private static final int START_ORDER = 60;

    private final IngestWriter writer;
    private final IngestSettings settings;
    private final List<IngestQueue> queues;
    private final List<Thread> writers = new ArrayList<>();

    EventIngestion(IngestWriter writer, IngestSettings settings) {
        this.writer = writer;
        this.settings = settings;
        this.queues = IntStream.range(0, settings.writers())
                .mapToObj(i -> new IngestQueue(settings.waitingPerSource() / settings.writers()))
                .toList();
    }

    void start(@Observes @Priority(START_ORDER) StartupEvent start) {
        for (var queue : queues) {
            writers.add(Thread.ofPlatform()
                    .name("waymark-ingest-" + writers.size())
                    .daemon()
                    .start(() -> work(queue)));
        }
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        queues.forEach(IngestQueue::close);
        for (var thread : writers) {
            thread.join(5_000);
        }
    }

    /**
     * Stores what is new of these events and returns when they are durable.
     *
     * @throws dev.waymark.support.RejectedRequest if too many events of this source are waiting
     * @throws RuntimeException if some could not be stored, with the cause; others may be, and a repeat is harmless
     */
    public IngestResult ingestAll(String source, List<IncomingEvent> events) {
        var parts = events.stream().collect(Collectors.groupingBy(this::lane, TreeMap::new, Collectors.toList()));
        var arrivals = new ArrayList<Arrival>(parts.size());
        parts.forEach((lane, part) -> {
            var arrival = Arrival.of(source, part);
            queues.get(lane).add(arrival);
            arrivals.add(arrival);
        });
        return arrivals.stream().map(Arrival::await).reduce(IngestResult.NONE, IngestResult::plus);
    }

    /**
     * The same for one event and without waiting: fails by what {@link #ingestAll} would throw.
     *
     * @throws dev.waymark.support.RejectedRequest if too many events of this source are waiting
     */
    CompletionStage<IngestResult> ingest(String source, IncomingEvent event) {
        var arrival = Arrival.of(source, List.of(event));
        queues.get(lane(event)).add(arrival);
        return arrival.whenDurable();
    }

    /** By the device where there is one: what a visitor did and who they turn out to be stays in its order. */
    private int lane(IncomingEvent event) {
        var device = event.identity(Identity.ANONYMOUS);
        var name = device != null ? device : event.identities().getFirst().value();
        return Math.floorMod(name.hashCode(), queues.size());
    }

    private void work(IngestQueue queue) {
        try {
            while (true) {
                var arrivals = queue.take(settings.eventsPerTransaction());
                if (arrivals.isEmpty()) {
                    return;
                }
                write(arrivals);
            }
        } catch (InterruptedException interrupted) {
            LOG.debug("ingest writer interrupted");
        }
    }

    /** A writer goes on whatever happens, and nobody waits for an answer that does not come. */
    private void write(List<Arrival> arrivals) {
        try {
            writer.write(arrivals);
        } catch (Throwable broken) {
            LOG.error("ingest writer failed", broken);
            arrivals.forEach(arrival -> arrival.answer().completeExceptionally(broken));
        }
    }
}
