package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.event.EventLog;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Ids;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the row that makes somebody enrolled, once for each entry key. Thread-safe; joins the caller's
 * transaction and takes the profile's lock in it, so that "the last event before" is the last one.
 */
@ApplicationScoped
class Entrants {

    /** Entry key of a journey that a person enters once ever. */
    private static final String ONCE = "once";

    private final Profiles profiles;
    private final EventLog events;
    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    Entrants(Profiles profiles, EventLog events, Sql sql, Ids ids, Clock clock) {
        this.profiles = profiles;
        this.events = events;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /** Why somebody enters. */
    record Cause(String enteredBy, @Nullable Long membership, String actor) {

        static Cause segment(String segment, long membership) {
            return new Cause("segment:" + segment, membership, "rules");
        }

        static Cause request() {
            return new Cause("api", null, "api");
        }
    }

    record Entered(UUID id, boolean created) {}

    @Transactional(Transactional.TxType.MANDATORY)
    Entered enter(PublishedJourney journey, ProfileId named, Cause cause) {
        var profile = profiles.lockLiving(named)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        REFUSED,
                        "profile-unknown",
                        "Expected somebody Waymark knows, but they were erased just now.")));
        var entryKey = entryKey(journey);
        var id = ids.next();
        var added = insert(id, journey, profile, cause, entryKey);
        return added == 1 ? new Entered(id, true) : new Entered(existing(journey, profile, entryKey), false);
    }

    /** What makes a second entry the same entry. */
    static String entryKey(PublishedJourney journey) {
        return switch (journey.model().entry().reEntry()) {
            case ONCE -> ONCE;
            case AFTER_EXIT, PERIODIC, EVERY_TIME ->
                throw new IllegalStateException("The linker lets none through yet");
        };
    }

    private int insert(UUID id, PublishedJourney journey, ProfileId profile, Cause cause, String entryKey) {
        return sql.update(
                """
                insert into enrolment (id, journey, version_id, profile_id, entry_key, status, entered_by,
                                       membership_id, entry_seq, enrolled_at)
                values (?, ?, ?, ?, ?, 'STARTING', ?, cast(? as bigint), ?, ?)
                on conflict on constraint enrolment_once do nothing
                """,
                id,
                journey.key(),
                journey.versionId(),
                profile.value(),
                entryKey,
                cause.enteredBy(),
                cause.membership(),
                events.lastSeq(profile),
                clock.instant());
    }

    private UUID existing(PublishedJourney journey, ProfileId profile, String entryKey) {
        return sql.query(
                        "select id from enrolment where journey = ? and profile_id = ? and entry_key = ?",
                        row -> row.getObject(1, UUID.class),
                        journey.key(),
                        profile.value(),
                        entryKey)
                .getFirst();
    }
}
