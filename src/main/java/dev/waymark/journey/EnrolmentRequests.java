package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.journey.EnrolmentStartHandler.Started;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Digest;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts asked for by REST: the same {@code Idempotency-Key} gets the same answer, with other parameters it is a
 * mistake. Thread-safe.
 */
@ApplicationScoped
class EnrolmentRequests {

    private final EnrolmentStartHandler starts;
    private final Enrolments enrolments;
    private final Sql sql;
    private final Clock clock;

    EnrolmentRequests(EnrolmentStartHandler starts, Enrolments enrolments, Sql sql, Clock clock) {
        this.starts = starts;
        this.enrolments = enrolments;
        this.sql = sql;
        this.clock = clock;
    }

    private record Earlier(String digest, @Nullable UUID enrolment, EntryOutcome outcome, String detail) {}

    /**
     * What a request is about.
     *
     * @param asked the person as the request names them: two profiles that were joined meanwhile do not make it another
     *     request
     */
    record Asked(String journey, String asked) {

        String digest() {
            return Digest.of(journey + "\n" + asked);
        }
    }

    /** The journey and the person, once they are found. */
    record Wish(PublishedJourney journey, ProfileId profile) {}

    /** @param wish looked up for a new request only: a repeat is answered the same whatever was changed or ended since */
    @Transactional
    Outcome<Started> start(String idempotencyKey, Asked asked, Supplier<Wish> wish) {
        // requests with one key wait for each other, so that the second sees what the first has done
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, idempotencyKey);
        var earlier = earlier(idempotencyKey);
        if (earlier.isPresent()) {
            return repeat(earlier.get(), asked.digest());
        }
        var fresh = wish.get();
        var started = starts.start(fresh.journey(), fresh.profile(), Entrants.Cause.request(Digest.of(idempotencyKey)));
        if (started.outcome() != EntryOutcome.UNKNOWN) {
            remember(idempotencyKey, fresh, asked.digest(), started);
        }
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
        var enrolment = Optional.ofNullable(earlier.enrolment())
                .map(id -> enrolments.view(enrolments.findById(id)))
                .orElse(null);
        return Outcome.done(new Started(earlier.outcome(), enrolment, earlier.detail()));
    }

    private Optional<Earlier> earlier(String idempotencyKey) {
        return sql
                .query(
                        "select digest, enrolment_id, outcome, detail from enrolment_request where idempotency_key = ?",
                        row -> new Earlier(
                                row.getString("digest"),
                                row.getObject("enrolment_id", UUID.class),
                                EntryOutcome.valueOf(row.getString("outcome")),
                                row.getString("detail")),
                        idempotencyKey)
                .stream()
                .findFirst();
    }

    private void remember(String idempotencyKey, Wish wish, String digest, Started started) {
        sql.update(
                """
                insert into enrolment_request (idempotency_key, journey, digest, profile_id, enrolment_id, outcome,
                                               detail, requested_at)
                values (?, ?, ?, ?, cast(? as uuid), ?, ?, ?)
                """,
                idempotencyKey,
                wish.journey().key(),
                digest,
                wish.profile().value(),
                started.enrolment() == null ? null : started.enrolment().id(),
                started.outcome().name(),
                started.detail(),
                clock.instant());
    }
}
