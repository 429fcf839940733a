package dev.waymark.behaviour;

import dev.waymark.event.EventIngested;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** When an event happened, with the message id to decide between two of the same moment. */
record Moment(Instant at, String messageId) implements Comparable<Moment> {

    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::at).thenComparing(Moment::messageId);

    /** No finer than the database keeps it. */
    static Moment of(EventIngested event) {
        return new Moment(event.occurredAt().truncatedTo(ChronoUnit.MICROS), event.messageId());
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
