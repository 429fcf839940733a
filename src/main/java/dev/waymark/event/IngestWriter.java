package dev.waymark.event;

import dev.waymark.profile.Identity;
import dev.waymark.support.DatabaseAway;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Writes arrivals in one transaction and answers each. If that fails, finds out which of them is to blame by
 * halves, so that nobody suffers from a neighbour. Thread-safe; each try is a transaction of its own.
 */
@ApplicationScoped
class IngestWriter {

    private static final Logger LOG = Logger.getLogger(IngestWriter.class);
    private static final int TRIES = 5;

    /** What a source calls an identity of this kind. */
    private static final Map<String, String> NAMES = Map.of(
            Identity.USER, "userId",
            Identity.ANONYMOUS, "anonymousId",
            Identity.EMAIL, "email",
            Identity.PHONE, "phone",
            Identity.LINE, "lineId");

    /** After a repeat so many batches are looked at before they are stored: repeats seldom come alone. */
    private static final int WARY = 50;

    private final EventStore store;
    private final ParkedEvents parked;
    private final Event<EventsTaken> taken;
    private final AtomicInteger wary = new AtomicInteger();

    IngestWriter(EventStore store, ParkedEvents parked, Event<EventsTaken> taken) {
        this.store = store;
        this.parked = parked;
        this.taken = taken;
    }

    /** Answers every arrival, whatever happens. */
    void write(List<Arrival> arrivals) {
        try {
            answer(arrivals, storeOrTryAgain(arrivals));
        } catch (RuntimeException | Error failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                arrivals.forEach(arrival -> arrival.answer().completeExceptionally(failed));
            } else if (arrivals.size() > 1) {
                write(arrivals.subList(0, arrivals.size() / 2));
                write(arrivals.subList(arrivals.size() / 2, arrivals.size()));
            } else {
                isolate(arrivals.getFirst(), failed);
            }
        }
    }

    private void answer(List<Arrival> arrivals, List<Integer> stored) {
        for (int i = 0; i < arrivals.size(); i++) {
            var arrival = arrivals.get(i);
            taken.fire(new EventsTaken(arrival.source(), stored.get(i), arrival.size() - stored.get(i)));
            arrival.answer().complete(new IngestResult(stored.get(i), arrival.size() - stored.get(i), 0));
        }
    }

    /**
     * Most events come once, so that they are stored without looking for them: the database refuses a repeat, rolls the
     * whole batch back, as it may for another transaction, and it is run again, by then with a look.
     */
    private List<Integer> storeOrTryAgain(List<Arrival> arrivals) {
        for (int attempt = 1; ; attempt++) {
            var mayBeThere = attempt > 1 || wary.get() > 0;
            try {
                var stored = QuarkusTransaction.requiringNew().call(() -> store.store(arrivals, mayBeThere));
                learn(arrivals, stored);
                return stored;
            } catch (RuntimeException failed) {
                if (attempt >= TRIES || !DatabaseAway.isRolledBackForOthers(failed)) {
                    throw failed;
                }
            }
        }
    }

    private void learn(List<Arrival> arrivals, List<Integer> stored) {
        var sent = arrivals.stream().mapToInt(Arrival::size).sum();
        if (stored.stream().mapToInt(Integer::intValue).sum() < sent) {
            wary.set(WARY);
        } else {
            wary.updateAndGet(left -> Math.max(0, left - 1));
        }
    }

    /**
     * One request cannot be stored: its sound events are. The one to blame is kept aside if the database refuses what it
     * says; if the fault is ours its sender hears so, and may send it again when it is mended.
     */
    private void isolate(Arrival arrival, Throwable failed) {
        if (arrival.size() > 1) {
            isolateHalves(arrival);
        } else if (DatabaseAway.isDataRefused(failed)) {
            park(arrival);
        } else {
            LOG.error("event could not be stored", failed);
            arrival.answer().completeExceptionally(failed);
        }
    }

    private void isolateHalves(Arrival arrival) {
        var middle = arrival.size() / 2;
        var first = Arrival.of(arrival.source(), arrival.events().subList(0, middle));
        var second = Arrival.of(arrival.source(), arrival.events().subList(middle, arrival.size()));
        write(List.of(first));
        write(List.of(second));
        first.answer().thenCombine(second.answer(), IngestResult::plus).whenComplete((result, failure) -> {
            if (failure == null) {
                arrival.answer().complete(result);
            } else {
                arrival.answer().completeExceptionally(failure.getCause());
            }
        });
    }

    private void park(Arrival arrival) {
        LOG.warnf("event refused by the database source=%s", arrival.source());
        var event = arrival.events().getFirst();
        try {
            parked.park(
                    arrival.source(),
                    List.of(new Parked(
                            "Expected an event the database can keep, but it refused this one.", payload(event))));
            arrival.answer().complete(new IngestResult(0, 0, 1));
        } catch (RuntimeException notEvenThat) {
            arrival.answer().completeExceptionally(notEvenThat);
        }
    }

    /** Enough to know whom it is about and what it says. */
    private static String payload(IncomingEvent event) {
        var payload = event.properties().objectNode();
        event.identities().forEach(identity -> payload.put(NAMES.get(identity.kind()), identity.value()));
        return payload.put("event", event.name())
                .set("properties", event.properties())
                .toString();
    }
}
