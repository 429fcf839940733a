package dev.waymark.journey;

import dev.waymark.event.EventIngested;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/**
 * Enrols people by what they do. In the transaction that stores the event, under the profile's lock; thread-safe.
 *
 * <p>An event of more than a day ago is no occasion: it was imported, or an app was offline, and nobody wants to be
 * thanked for an order of last year.
 */
@ApplicationScoped
class EventEntryBehavior {

    /** What the event changes about segments is decided before it enrols. */
    private static final int AFTER_RULES = 300;

    private static final Duration OLDEST = Duration.ofDays(1);

    private final Journeys journeys;
    private final EnrolmentStartHandler starts;
    private final Clock clock;

    EventEntryBehavior(Journeys journeys, EnrolmentStartHandler starts, Clock clock) {
        this.journeys = journeys;
        this.starts = starts;
        this.clock = clock;
    }

    void on(@Observes @Priority(AFTER_RULES) EventIngested event) {
        var name = event.name();
        if (name != null && !isPast(event)) {
            journeys.enteredBy(name).stream()
                    .filter(journey -> journey.model().entry().event().matches(name, event.properties()))
                    .forEach(journey -> starts.enrol(
                            journey, event.profile(), Entrants.Cause.event(name, event.seq(), event.occurredAt())));
        }
    }

    private boolean isPast(EventIngested event) {
        return event.occurredAt().isBefore(clock.instant().minus(OLDEST));
    }
}
