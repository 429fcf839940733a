package dev.waymark.incident;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.incident.IncidentTable.Wanted;
import dev.waymark.journey.Enrolments;
import dev.waymark.journey.Journeys;
import dev.waymark.support.Actor;
import dev.waymark.support.Outcome;
import dev.waymark.support.Page;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that have stopped, and trying them again: by the outbox, so that it happens whoever dies meanwhile. Thread-safe.
 */
@ApplicationScoped
public class Incidents {

    /** In one transaction; who asks for more of them asks again. */
    private static final int MOST_AT_ONCE = 2_000;

    private final IncidentTable table;
    private final Enrolments enrolments;
    private final Journeys journeys;
    private final Outbox outbox;
    private final Event<IncidentRetried> retried;

    Incidents(
            IncidentTable table,
            Enrolments enrolments,
            Journeys journeys,
            Outbox outbox,
            Event<IncidentRetried> retried) {
        this.table = table;
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.outbox = outbox;
        this.retried = retried;
    }

    /** How many are open. */
    @Transactional
    public long count() {
        return table.count(new Wanted(null, null));
    }

    /**
     * The open ones, the oldest first.
     *
     * @param journey key, or null for all
     * @param after key of the last one of the page before, 0 for the first page
     */
    @Transactional
    public Page<Incident> open(@Nullable String journey, long after, int limit) {
        var found = table.open(new Wanted(journey, null), after, limit + 1).stream()
                .map(this::named)
                .toList();
        return Page.of(found, limit, last -> Long.toString(last.key()));
    }

    /** Has it tried again; asking twice changes nothing. */
    @Transactional
    Outcome<Incident> retry(long key, Actor actor) {
        table.lockRetries();
        var found = table.find(key);
        if (found.isEmpty()) {
            return Outcome.refused(Rejection.of(
                    UNKNOWN,
                    "incident-unknown",
                    "Expected the key of an open incident, but there is none by it: the step may have gone on, or the"
                            + " enrolment may have ended."));
        }
        retry(List.of(found.get()), actor);
        return Outcome.done(named(table.find(key).orElseThrow()));
    }

    /**
     * How many will be tried again.
     *
     * @param more whether there are some left to ask for
     */
    record RetriedMany(long retried, boolean more) {}

    /** Has those of a journey tried again, at all of its elements or at one. */
    @Transactional
    Outcome<RetriedMany> retryAll(String journey, @Nullable String elementId, Actor actor) {
        table.lockRetries();
        var waiting = table.unasked(new Wanted(journey, elementId), MOST_AT_ONCE + 1);
        if (waiting.isEmpty() && journeys.current(journey).isEmpty()) {
            return Outcome.refused(Rejection.at(
                    "/journey",
                    UNKNOWN,
                    "journey-unknown",
                    "Expected the key of a journey, but there is none by it, and no step of it has stopped."));
        }
        var now = waiting.subList(0, Math.min(MOST_AT_ONCE, waiting.size()));
        retry(now, actor);
        return Outcome.done(new RetriedMany(now.size(), waiting.size() > now.size()));
    }

    private void retry(List<Incident> incidents, Actor actor) {
        var waiting =
                incidents.stream().filter(incident -> !incident.retrying()).toList();
        outbox.add(waiting.stream()
                .map(incident ->
                        new EngineCommand.Retry(new EnrolmentId(incident.enrolment()), incident.key(), incident.job()))
                .toList());
        waiting.forEach(incident -> retried.fire(new IncidentRetried(
                incident.key(), new EnrolmentId(incident.enrolment()), incident.elementId(), actor.name())));
    }

    private Incident named(Incident incident) {
        return enrolments
                .find(new EnrolmentId(incident.enrolment()))
                .flatMap(enrolment -> journeys.model(enrolment).steps().stream()
                        .filter(step -> step.elementId().equals(incident.elementId()))
                        .findFirst())
                .map(step -> incident.called(step.name()))
                .orElse(incident);
    }
}
