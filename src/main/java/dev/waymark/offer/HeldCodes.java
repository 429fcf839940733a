package dev.waymark.offer;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of codes as they are given to people and taken back. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class HeldCodes {

    /** A code that was given to the person before two profiles were joined stays theirs. */
    private static final String THEIRS =
            " offer = ? and is_current and profile_id in (select id from profile where id = ? or merged_into = ?)";

    /** Whichever of a person's profiles is asked by. */
    private static final String OF_PERSON =
            " profile_id in (select p.id from profile p, profile asked where asked.id = ?"
                    + " and (p.id = coalesce(asked.merged_into, asked.id) or p.merged_into = coalesce(asked.merged_into, asked.id)))";

    private static final String MAY_GO_BACK = " from_pool and status = 'RESERVED' and promised_at is null";

    private final Sql sql;

    HeldCodes(Sql sql) {
        this.sql = sql;
    }

    /** A code on its way to somebody. */
    record Fresh(
            String code,
            String offer,
            ProfileId profile,
            Instant at,
            @Nullable Instant expiresAt,
            boolean isFromPool) {}

    Optional<Codes.Held> of(String offer, ProfileId profile, Instant now) {
        return sql
                .query(
                        "select code, expires_at, status = 'REDEEMED'," + MAY_GO_BACK + " from code where" + THEIRS
                                + " and (expires_at is null or expires_at > ?) order by reserved_at limit 1",
                        row -> new Codes.Held(
                                row.getString(1), Sql.instant(row, "expires_at"), row.getBoolean(3), row.getBoolean(4)),
                        offer,
                        profile.value(),
                        profile.value(),
                        now)
                .stream()
                .findFirst();
    }

    /** False where the person has got one meanwhile. */
    boolean add(Fresh code) {
        return sql.update(
                        "insert into code (code, offer, profile_id, status, reserved_at, expires_at, from_pool)"
                                + " values (?, ?, ?, 'RESERVED', ?, cast(? as timestamptz), ?)"
                                + " on conflict (offer, profile_id) where is_current do nothing",
                        code.code(),
                        code.offer(),
                        code.profile().value(),
                        code.at(),
                        code.expiresAt(),
                        code.isFromPool())
                == 1;
    }

    void letGo(String offer, ProfileId profile, Instant now) {
        sql.update(
                "update code set is_current = false where" + THEIRS + " and expires_at <= ?",
                offer,
                profile.value(),
                profile.value(),
                now);
    }

    /** False where it is there no more. */
    boolean promise(String code, Instant at) {
        return sql.update("update code set promised_at = coalesce(promised_at, ?) where code = ?", at, code) == 1;
    }

    void confirm(String code, Instant at) {
        sql.update(
                "update code set status = 'CONFIRMED', confirmed_at = ? where code = ? and status = 'RESERVED'",
                at,
                code);
    }

    boolean lock(String code, ProfileId profile) {
        return !sql.query(
                        "select 1 from code where code = ? and" + OF_PERSON + " for update",
                        row -> true,
                        code,
                        profile.value())
                .isEmpty();
    }

    List<String> lockUnsent(ProfileId profile) {
        return sql.query(
                "select code from code where" + MAY_GO_BACK + " and" + OF_PERSON + " order by code for update",
                row -> row.getString(1),
                profile.value());
    }

    List<String> lockForgotten(Instant reservedBefore, int most) {
        return sql.query(
                "select code from code where" + MAY_GO_BACK
                        + " and reserved_at < ? and not exists (select from message m where m.code = code.code"
                        + " and m.status in ('SENDING', 'UNKNOWN', 'ACCEPTED'))"
                        + " order by reserved_at limit ? for update skip locked",
                row -> row.getString(1),
                reservedBefore,
                most);
    }

    /**
     * Removes those that no message has carried away: in another statement than the lock, so that it sees what whoever
     * held the lock before has written.
     *
     * @param unsent the message that has ended and may not be written yet
     */
    List<String> remove(List<String> locked, @Nullable UUID unsent) {
        return sql.query(
                "delete from code c where c.code = any(?) and" + MAY_GO_BACK
                        + " and not exists (select from message m where m.code = c.code"
                        + " and m.id is distinct from cast(? as uuid)"
                        + " and m.status in ('SENDING', 'UNKNOWN', 'ACCEPTED')) returning c.code",
                row -> row.getString(1),
                Sql.texts(List.copyOf(locked)),
                unsent);
    }
}
