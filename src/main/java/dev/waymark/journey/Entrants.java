package dev.waymark.journey;

import dev.waymark.event.EventLog;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.Session;
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
    private final Session db;
    private final Ids ids;
    private final Clock clock;

    Entrants(Profiles profiles, EventLog events, Session db, Ids ids, Clock clock) {
        this.profiles = profiles;
        this.events = events;
        this.db = db;
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
        var profile = profiles.lockPerson(named);
        var entryKey = switch (journey.model().entry().reEntry()) {
            case ONCE -> ONCE;
        };
        var id = ids.next();
        var added = insert(id, journey, profile, cause, entryKey);
        return added == 1 ? new Entered(id, true) : new Entered(existing(journey, profile, entryKey), false);
    }

    private int insert(UUID id, PublishedJourney journey, ProfileId profile, Cause cause, String entryKey) {
        return db.createNativeQuery("""
                        insert into enrolment (id, journey, version_id, profile_id, entry_key, status, entered_by,
                                               membership_id, entry_seq, enrolled_at)
                        values (:id, :journey, :version, :profile, :entryKey, 'STARTING', :enteredBy,
                                cast(:membership as bigint), :seq, :at)
                        on conflict on constraint enrolment_once do nothing
                        """)
                .setParameter("id", id)
                .setParameter("journey", journey.key())
                .setParameter("version", journey.versionId())
                .setParameter("profile", profile.value())
                .setParameter("entryKey", entryKey)
                .setParameter("enteredBy", cause.enteredBy())
                .setParameter("membership", cause.membership())
                .setParameter("seq", events.lastSeq(profile))
                .setParameter("at", clock.instant())
                .executeUpdate();
    }

    private UUID existing(PublishedJourney journey, ProfileId profile, String entryKey) {
        return db.createNativeQuery(
                        "select id from enrolment where journey = :journey and profile_id = :profile and entry_key = :entryKey",
                        UUID.class)
                .setParameter("journey", journey.key())
                .setParameter("profile", profile.value())
                .setParameter("entryKey", entryKey)
                .getSingleResult();
    }
}
