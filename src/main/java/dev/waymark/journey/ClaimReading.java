package dev.waymark.journey;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What a step is told of the enrolment it acts for. Thread-safe; joins the caller's transaction, and needs none. */
@ApplicationScoped
class ClaimReading {

    private final Sql sql;
    private final Journeys journeys;
    private final JourneyPause pause;

    ClaimReading(Sql sql, Journeys journeys, JourneyPause pause) {
        this.sql = sql;
        this.journeys = journeys;
        this.pause = pause;
    }

    /**
     * An enrolment of which it is decided which instance acts.
     *
     * @param acts whether it is the one that asks
     */
    record Decided(boolean acts, Claimed claimed) {}

    /**
     * Without a lock: what is decided stays so but for an end or a move, which may come right after a locked answer as
     * well. Empty while nothing is decided, and while somebody is moved.
     */
    Optional<Decided> decided(EnrolmentId id, long instance) {
        return sql
                .query(
                        """
                        select instance = ? and status <> 'CANCELLED' as acts, profile_id, journey, version_id, caused_at
                        from enrolment where id = ? and instance is not null and not moving
                        """,
                        row -> new Decided(
                                row.getBoolean("acts"),
                                claimed(
                                        id,
                                        row.getObject("profile_id", UUID.class),
                                        row.getString("journey"),
                                        row.getObject("version_id", UUID.class),
                                        Objects.requireNonNull(Sql.instant(row, "caused_at")))),
                        instance,
                        id.value())
                .stream()
                .findFirst();
    }

    Claimed claimed(Enrolment enrolment) {
        return claimed(
                new EnrolmentId(enrolment.id),
                enrolment.profileId,
                enrolment.journey,
                enrolment.versionId,
                enrolment.causedAt);
    }

    private Claimed claimed(EnrolmentId id, UUID profile, String journey, UUID versionId, Instant causedAt) {
        var version = journeys.version(versionId);
        return new Claimed(
                id,
                profile,
                journey,
                version.version(),
                version.model().priority(),
                causedAt,
                pause.heldFor(version, id.value()));
    }

    /** As the database says now. */
    Duration heldNow(Enrolment enrolment) {
        return pause.heldNow(enrolment.versionId, enrolment.id);
    }
}
