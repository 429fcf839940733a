package dev.waymark.message.receipt;

import dev.waymark.support.Ids;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The rows of receipts: inserted once, never changed. Thread-safe; joins the caller's transaction. What a person did is noted
 * with the message in the same statement, so that a million messages are counted by reading them alone.
 */
@ApplicationScoped
class ReceiptTable {

    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    ReceiptTable(Sql sql, Ids ids, Clock clock) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /** Answers when it happened, as it is stored; empty if the fact is there already. */
    Optional<Instant> insert(Receipt told) {
        var message = told.message();
        var happenedAt = soundTime(told);
        var added = sql.query(
                """
                with told as (
                    insert into receipt (id, event_key, message_id, profile_id, channel, kind, happened_at, received_at,
                                         machine, detail)
                    values (?, ?, ?::uuid, ?, ?, ?, ?, ?, ?, ?::text)
                    on conflict on constraint receipt_once do nothing
                    returning message_id, kind, machine),
                heard as (
                    update message m set heard = m.heard || told.kind
                    from told where m.id = told.message_id and not told.machine and told.kind <> all(m.heard))
                select count(*) from told
                """,
                row -> row.getInt(1),
                ids.next(),
                told.key(),
                message == null ? null : message.id(),
                told.profile().value(),
                told.channel(),
                told.kind().name(),
                happenedAt,
                clock.instant(),
                told.isMachine(),
                told.detail());
        return added.getFirst() == 1 ? Optional.of(happenedAt) : Optional.empty();
    }

    /** Clocks of others run fast or slow, and nothing comes back before it is sent. */
    Instant soundTime(Receipt told) {
        var at = notAfterNow(told.happenedAt());
        return told.message() != null && at.isBefore(told.message().createdAt())
                ? told.message().createdAt()
                : at;
    }

    Instant notAfterNow(Instant at) {
        var now = clock.instant();
        return at.isAfter(now) ? now : at;
    }
}
