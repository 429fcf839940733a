package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.AWAY;
import static dev.waymark.support.Rejection.Kind.TOO_MANY;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests waiting for a writer. Sources take turns, and each has a bound of its own: one that sends fifty times as
 * much as the others waits, and is told so, alone. Thread-safe.
 */
final class IngestQueue {

    private final int eventsPerSource;
    private final Map<String, Waiting> sources = new LinkedHashMap<>();
    private boolean open = true;

    private static final class Waiting {
        final Deque<Arrival> arrivals = new ArrayDeque<>();
        int events;
    }

    /** @param eventsPerSource how many events of one source may wait */
    IngestQueue(int eventsPerSource) {
        this.eventsPerSource = eventsPerSource;
    }

    synchronized void add(Arrival arrival) {
        if (!open) {
            throw new RejectedRequest(Rejection.of(
                    AWAY,
                    "stopping",
                    "Waymark is stopping. Send the same again in a moment: what was stored is recognised."));
        }
        var waiting = sources.computeIfAbsent(arrival.source(), source -> new Waiting());
        if (waiting.events > 0 && waiting.events + arrival.size() > eventsPerSource) {
            throw new RejectedRequest(Rejection.of(
                    TOO_MANY,
                    "too-many-events",
                    "Expected fewer events at a time from this write key, but too many are waiting. Send them later."));
        }
        waiting.arrivals.add(arrival);
        waiting.events += arrival.size();
        notifyAll();
    }

    /** Waits for arrivals and takes some, of each source in turn; empty once the queue is closed and drained. */
    synchronized List<Arrival> take(int maxEvents) throws InterruptedException {
        while (sources.isEmpty() && open) {
            wait();
        }
        var taken = new ArrayList<Arrival>();
        var events = 0;
        while (!sources.isEmpty() && events < maxEvents) {
            var next = takeTurn();
            taken.add(next);
            events += next.size();
        }
        return taken;
    }

    private Arrival takeTurn() {
        var turn = sources.entrySet().iterator().next();
        sources.remove(turn.getKey());
        var waiting = turn.getValue();
        var arrival = waiting.arrivals.remove();
        waiting.events -= arrival.size();
        if (!waiting.arrivals.isEmpty()) {
            sources.put(turn.getKey(), waiting);
        }
        return arrival;
    }

    synchronized void close() {
        open = false;
        notifyAll();
    }
}
