package dev.waymark.event;

import dev.waymark.profile.IdentityGraph;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a stored batch to whoever observes, each event in its turn. Thread-safe; in the caller's transaction. */
@ApplicationScoped
class IngestTelling {

    private final IdentityGraph people;
    private final ToldEvents told;
    private final Event<IngestOpened> opened;
    private final Event<EventIngested> ingested;
    private final Event<IngestClosed> closed;

    IngestTelling(
            IdentityGraph people,
            ToldEvents told,
            Event<IngestOpened> opened,
            Event<EventIngested> ingested,
            Event<IngestClosed> closed) {
        this.people = people;
        this.told = told;
        this.opened = opened;
        this.ingested = ingested;
        this.closed = closed;
    }

    void tell(List<EventTable.Row> rows) {
        var profiles = rows.stream().map(EventTable.Row::profile).collect(Collectors.toSet());
        var events = rows.stream().map(IngestTelling::ingested).toList();
        opened.fire(new IngestOpened(profiles, events));
        events.forEach(this::tell);
        people.save();
        closed.fire(new IngestClosed(profiles));
    }

    private void tell(EventIngested event) {
        if (event.type().equals("identify")) {
            people.say(event.profile(), event.properties(), event.occurredAt(), event.messageId());
        }
        told.told(event.profile(), event.seq());
        ingested.fire(event);
    }

    private static EventIngested ingested(EventTable.Row row) {
        var event = row.event();
        return new EventIngested(
                row.seq(),
                row.profile(),
                event.messageId(),
                event.type(),
                event.name(),
                event.properties(),
                event.context(),
                event.occurredAt());
    }
}
