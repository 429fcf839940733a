package dev.waymark.event;

import dev.waymark.profile.Claim;
import dev.waymark.profile.IdentityGraph;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores a batch of events once each and tells the others, with a fixed number of statements for the whole batch:
 * drop what may be there, resolve who it is about, number, append, tell. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class EventStore {

    private final EventTable table;
    private final IdentityGraph people;
    private final IngestTelling telling;
    private final RaisedInTransaction raised;
    private final Clock clock;

    EventStore(EventTable table, IdentityGraph people, IngestTelling telling, RaisedInTransaction raised, Clock clock) {
        this.raised = raised;
        this.table = table;
        this.people = people;
        this.telling = telling;
        this.clock = clock;
    }

    /**
     * Answers for each arrival how many of its events are new.
     *
     * @param mayBeThere whether to look for them first; if not, one that is stored already fails the transaction
     */
    @Transactional(Transactional.TxType.MANDATORY)
    List<Integer> store(List<Arrival> arrivals, boolean mayBeThere) {
        var fresh = firstSeen(arrivals);
        if (mayBeThere) {
            dropStored(fresh);
        }
        if (!fresh.isEmpty()) {
            append(fresh);
        }
        return arrivals.stream().map(arrival -> newIn(arrival, fresh)).toList();
    }

    private Map<EventTable.Key, IncomingEvent> firstSeen(List<Arrival> arrivals) {
        var first = new LinkedHashMap<EventTable.Key, IncomingEvent>();
        for (var arrival : arrivals) {
            for (var event : arrival.events()) {
                var key = new EventTable.Key(arrival.source(), event.messageId());
                var earlier = first.putIfAbsent(key, event);
                if (earlier != null) {
                    compare(key, earlier.digest(), event);
                }
            }
        }
        return first;
    }

    private void dropStored(Map<EventTable.Key, IncomingEvent> events) {
        table.stored(events.keySet()).forEach((key, digest) -> compare(key, digest, events.remove(key)));
    }

    /** A repeat is silent; another payload under the same id is not: the first one stays. */
    private void compare(EventTable.Key key, String digest, IncomingEvent again) {
        if (!digest.equals(again.digest())) {
            table.reportClash(key, again.digest(), clock.instant());
        }
    }

    private void append(Map<EventTable.Key, IncomingEvent> fresh) {
        var events = List.copyOf(fresh.values());
        var profiles = people.resolve(events.stream()
                .map(event -> new Claim(event.identities(), event.previous()))
                .toList());
        var numbers = table.numbers(events.size());
        var receivedAt = clock.instant();
        var rows = new ArrayList<EventTable.Row>(events.size());
        var i = 0;
        for (var entry : fresh.entrySet()) {
            rows.add(new EventTable.Row(
                    numbers.remove(), entry.getKey().source(), entry.getValue(), profiles.get(i++), receivedAt));
        }
        keep(rows);
        storeRaised();
    }

    /** What telling events raised: those events, and what telling them raises. */
    @Transactional(Transactional.TxType.MANDATORY)
    void storeRaised() {
        for (var events = raised.take(); !events.isEmpty(); events = raised.take()) {
            var numbers = table.numbers(events.size());
            var receivedAt = clock.instant();
            keep(events.stream()
                    .map(one -> new EventTable.Row(
                            numbers.remove(), RaisedEvents.SOURCE, one.event(), one.profile(), receivedAt))
                    .toList());
        }
    }

    private void keep(List<EventTable.Row> rows) {
        table.append(rows);
        telling.tell(rows);
    }

    private static int newIn(Arrival arrival, Map<EventTable.Key, IncomingEvent> fresh) {
        var count = 0;
        for (var event : arrival.events()) {
            if (fresh.get(new EventTable.Key(arrival.source(), event.messageId())) == event) {
                count++;
            }
        }
        return count;
    }
}
