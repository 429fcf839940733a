package dev.waymark.conversion;

import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Counts conversions once per profile, goal, source event and enrolment. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
public class Conversions {

    private final Session db;
    private final Event<ConversionRecorded> recorded;
    private final Clock clock;

    Conversions(Session db, Event<ConversionRecorded> recorded, Clock clock) {
        this.db = db;
        this.recorded = recorded;
        this.clock = clock;
    }

    /** A conversion with the event that made it. */
    public record ConversionView(String goal, String event, Instant occurredAt, Instant convertedAt) {}

    /** Records that {@code eventSeq} reached the goal for this enrolment; a repeat changes nothing. */
    @Transactional
    public void record(String goal, ProfileId profile, UUID enrolment, long eventSeq) {
        var added = db.createNativeQuery(
                        "insert into conversion (goal, profile_id, enrolment_id, event_seq, converted_at)"
                                + " values (:goal, :profile, :enrolment, :seq, :at)"
                                + " on conflict on constraint conversion_once do nothing")
                .setParameter("goal", goal)
                .setParameter("profile", profile.value())
                .setParameter("enrolment", enrolment)
                .setParameter("seq", eventSeq)
                .setParameter("at", clock.instant())
                .executeUpdate();
        if (added == 1) {
            recorded.fire(new ConversionRecorded(goal, profile, enrolment, eventSeq));
        }
    }

    /** The conversion of an enrolment, if there was one. */
    @Transactional
    public Optional<ConversionView> of(UUID enrolment) {
        List<Tuple> rows = db.createNativeQuery(
                        "select c.goal, e.name, e.occurred_at, c.converted_at from conversion c"
                                + " join event e on e.seq = c.event_seq where c.enrolment_id = :enrolment order by c.id",
                        Tuple.class)
                .setParameter("enrolment", enrolment)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> new ConversionView(
                        row.get("goal", String.class),
                        row.get("name", String.class),
                        row.get("occurred_at", Instant.class),
                        row.get("converted_at", Instant.class)));
    }

    /** How many enrolments of a journey have converted. */
    @Transactional
    public long convertedEnrolments(String journey) {
        return db.createNativeQuery(
                        "select count(distinct c.enrolment_id) from conversion c"
                                + " join enrolment e on e.id = c.enrolment_id where e.journey = :journey",
                        Long.class)
                .setParameter("journey", journey)
                .getSingleResult();
    }

    /** How many enrolments have converted, by journey. */
    @Transactional
    public Map<String, Long> convertedEnrolments() {
        List<Tuple> rows = db.createNativeQuery(
                        "select e.journey, count(distinct c.enrolment_id) as people from conversion c"
                                + " join enrolment e on e.id = c.enrolment_id group by e.journey",
                        Tuple.class)
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.get("journey", String.class), row -> row.get("people", Long.class)));
    }
}
