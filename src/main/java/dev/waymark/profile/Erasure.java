package dev.waymark.profile;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import dev.waymark.support.Sql;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Forgets a person: what identifies them is gone when this returns, in every feature, and whoever comes under one of
 * the old identities is somebody new. What must stay (that a message was sent, that a journey ran) points at a
 * profile that says nothing.
 *
 * <p>Thread-safe; one transaction under the person's lock, so that a running batch of events comes before or after.
 */
@ApplicationScoped
class Erasure {

    /** Somebody may have done very much. */
    private static final int LONGEST_SECONDS = 600;

    private final Profiles profiles;
    private final Sql sql;
    private final Event<ProfileErased> erased;
    private final Clock clock;

    Erasure(Profiles profiles, Sql sql, Event<ProfileErased> erased, Clock clock) {
        this.profiles = profiles;
        this.sql = sql;
        this.erased = erased;
        this.clock = clock;
    }

    /** That somebody was forgotten, and when. */
    record Erased(UUID id, Instant erasedAt) {}

    private record Found(@Nullable Instant erasedAt) {}

    /** Forgets the person this profile is by now; asked again it answers the same. */
    @Transactional
    @TransactionConfiguration(timeout = LONGEST_SECONDS)
    Outcome<Erased> erase(ProfileId named) {
        var person = profiles.lockPerson(named);
        var found = sql.query(
                "select erased_at from profile where id = ?",
                row -> new Found(Sql.instant(row, "erased_at")),
                person.value());
        if (found.isEmpty()) {
            return Outcome.refused(Rejection.of(
                    UNKNOWN, "profile-unknown", "Expected the id of a profile, but there is none by this id."));
        }
        var before = found.getFirst().erasedAt();
        // again, because something may have been on its way when it was done first
        return Outcome.done(new Erased(person.value(), forget(person, before == null ? clock.instant() : before)));
    }

    private Instant forget(ProfileId person, Instant at) {
        var all = sql.query(
                "select id from profile where id = ? or merged_into = ? order by id for no key update",
                row -> new ProfileId(row.getObject(1, UUID.class)),
                person.value(),
                person.value());
        // the others first: what they look for may be found by an identity only
        erased.fire(new ProfileErased(person, all));
        deleteIdentities(all);
        sql.update(
                "update profile set traits = '{}', traits_at = '{}', user_id = null, erased_at = ? where id = any(?)",
                at,
                ids(all));
        return at;
    }

    private void deleteIdentities(List<ProfileId> all) {
        sql.update("delete from identity_conflict where holder = any(?) or claimant = any(?)", ids(all), ids(all));
        sql.update("delete from identity where profile_id = any(?)", ids(all));
    }

    private static Sql.Column ids(List<ProfileId> all) {
        return Sql.uuids(all.stream().map(ProfileId::value).toList());
    }
}
