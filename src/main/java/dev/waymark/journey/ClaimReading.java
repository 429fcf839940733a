package dev.waymark.journey;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a step is told of the enrolment it acts for. Thread-safe; joins the caller's transaction, and needs none. */
@ApplicationScoped
class ClaimReading {

    private static final String STANDING =
            "select id, instance, status, moving, profile_id, journey, version_id, caused_at from enrolment where ";

    private final Sql sql;
    private final Journeys journeys;
    private final JourneyPause pause;

    ClaimReading(Sql sql, Journeys journeys, JourneyPause pause) {
        this.sql = sql;
        this.journeys = journeys;
        this.pause = pause;
    }

    /**
     * Who acts for an enrolment.
     *
     * @param instance that acts; null where none does yet
     * @param moving whether somebody is between two versions
     */
    record Standing(
            EnrolmentId enrolment,
            @Nullable Long instance,
            EnrolmentStatus status,
            boolean moving,
            UUID profile,
            String journey,
            UUID version,
            Instant causedAt) {

        /** Whether the first to ask is the one; else it is decided, or over, or somebody is being moved. */
        boolean isOpen() {
            return instance == null && !moving && status.isActive();
        }

        /** Whether it is this one. An end that was read early makes no loser of its own instance. */
        boolean actsBy(long asking) {
            return !moving && instance != null && instance == asking && status != EnrolmentStatus.CANCELLED;
        }
    }

    /** Of one enrolment, if it is there: asked by each step, and of one row the database makes a plan once. */
    Optional<Standing> standing(EnrolmentId id) {
        return sql.query(STANDING + "id = ?", ClaimReading::standing, id.value()).stream()
                .findFirst();
    }

    /**
     * Of those of these enrolments that are there, without a lock: what is decided stays so but for an end or a move, which
     * may come right after a locked answer as well.
     */
    Map<EnrolmentId, Standing> standing(Collection<EnrolmentId> ids) {
        return sql
                .query(
                        STANDING + "id = any(?)",
                        ClaimReading::standing,
                        Sql.uuids(ids.stream().map(EnrolmentId::value).toList()))
                .stream()
                .collect(Collectors.toMap(Standing::enrolment, Function.identity()));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                new EnrolmentId(row.getObject("id", UUID.class)),
                row.getObject("instance", Long.class),
                EnrolmentStatus.valueOf(row.getString("status")),
                row.getBoolean("moving"),
                row.getObject("profile_id", UUID.class),
                row.getString("journey"),
                row.getObject("version_id", UUID.class),
                Objects.requireNonNull(Sql.instant(row, "caused_at")));
    }

    Claimed claimed(Standing standing) {
        var version = journeys.version(standing.version());
        var id = standing.enrolment();
        return new Claimed(
                id,
                standing.profile(),
                standing.journey(),
                version.version(),
                version.model().priority(),
                standing.causedAt(),
                pause.heldFor(version, id.value()));
    }

    /** As the database says now. */
    Duration heldNow(Enrolment enrolment) {
        return pause.heldNow(enrolment.versionId, enrolment.id);
    }
}
