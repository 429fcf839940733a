package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.journey.EnrolmentStartHandler.Started;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Digest;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Starts asked for by REST: the same {@code Idempotency-Key} gets the same answer, with other parameters it is a
 * mistake. Thread-safe.
 */
@ApplicationScoped
class EnrolmentRequests {

    private final EnrolmentStartHandler starts;
    private final Enrolments enrolments;
    private final Session db;
    private final Clock clock;

    EnrolmentRequests(EnrolmentStartHandler starts, Enrolments enrolments, Session db, Clock clock) {
        this.starts = starts;
        this.enrolments = enrolments;
        this.db = db;
        this.clock = clock;
    }

    private record Earlier(String digest, UUID enrolment, boolean created) {}

    @Transactional
    Outcome<Started> start(String idempotencyKey, PublishedJourney journey, ProfileId profile) {
        // requests with one key wait for each other, so that the second sees what the first has done
        db.createNativeQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) locked", Integer.class)
                .setParameter("key", idempotencyKey)
                .getSingleResult();
        var digest = Digest.of(journey.key() + "\n" + profile);
        var earlier = earlier(idempotencyKey);
        if (!earlier.isEmpty()) {
            return repeat(earlier.getFirst(), digest);
        }
        var started = starts.start(journey, profile, Entrants.Cause.request());
        remember(idempotencyKey, journey, digest, started);
        return Outcome.done(started);
    }

    private Outcome<Started> repeat(Earlier earlier, String digest) {
        if (!earlier.digest().equals(digest)) {
            return Outcome.refused(Rejection.at(
                    "Idempotency-Key",
                    REFUSED,
                    "idempotency-key-reused",
                    "Expected a new Idempotency-Key, but this one was used with other parameters. Make a new one."));
        }
        return Outcome.done(new Started(enrolments.view(enrolments.findById(earlier.enrolment())), earlier.created()));
    }

    private List<Earlier> earlier(String idempotencyKey) {
        List<Tuple> rows = db.createNativeQuery(
                        "select digest, enrolment_id, created from enrolment_request where idempotency_key = :key",
                        Tuple.class)
                .setParameter("key", idempotencyKey)
                .getResultList();
        return rows.stream()
                .map(row -> new Earlier(
                        row.get("digest", String.class),
                        row.get("enrolment_id", UUID.class),
                        row.get("created", Boolean.class)))
                .toList();
    }

    private void remember(String idempotencyKey, PublishedJourney journey, String digest, Started started) {
        db.createNativeQuery(
                        "insert into enrolment_request (idempotency_key, journey, digest, enrolment_id, created, requested_at)"
                                + " values (:key, :journey, :digest, :enrolment, :created, :at)")
                .setParameter("key", idempotencyKey)
                .setParameter("journey", journey.key())
                .setParameter("digest", digest)
                .setParameter("enrolment", started.enrolment().id())
                .setParameter("created", started.created())
                .setParameter("at", clock.instant())
                .executeUpdate();
    }
}
