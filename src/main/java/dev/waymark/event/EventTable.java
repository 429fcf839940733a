package dev.waymark.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.profile.Identity;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The rows of events, many at once. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class EventTable {

    private static final String COPY = "copy event (seq, source, message_id, profile_id, type, name, properties,"
            + " context, digest, user_id, anonymous_id, occurred_at, received_at) from stdin";

    private final Sql sql;

    EventTable(Sql sql) {
        this.sql = sql;
    }

    /** What makes an event the same one again. */
    record Key(String source, String messageId) {}

    /** An event with all it is stored with. */
    record Row(long seq, String source, IncomingEvent event, ProfileId profile, Instant receivedAt) {}

    private record Known(Key key, String digest) {}

    /** The digests of those that are stored already. */
    Map<Key, String> stored(Collection<Key> keys) {
        var digests = new HashMap<Key, String>();
        sql.query(
                        "select e.source, e.message_id, e.digest from unnest(?, ?) as k (source, message_id)"
                                + " join event e on e.source = k.source and e.message_id = k.message_id",
                        row -> new Known(new Key(row.getString(1), row.getString(2)), row.getString(3)),
                        Sql.texts(keys.stream().map(Key::source).toList()),
                        Sql.texts(keys.stream().map(Key::messageId).toList()))
                .forEach(known -> digests.put(known.key(), known.digest()));
        return digests;
    }

    /** Numbers for events to be stored now; the caller holds their profiles' locks, so that each profile's grow. */
    Queue<Long> numbers(int count) {
        return new ArrayDeque<>(
                sql.query("select nextval('event_seq_seq') from generate_series(1, ?)", row -> row.getLong(1), count));
    }

    void append(List<Row> rows) {
        var copied = new CopyRows();
        rows.forEach(row -> add(copied, row));
        sql.copy(COPY, copied.bytes());
    }

    private static void add(CopyRows copied, Row row) {
        var event = row.event();
        copied.add(Long.toString(row.seq()))
                .add(row.source())
                .add(event.messageId())
                .add(row.profile().toString())
                .add(event.type())
                .add(event.name())
                .add(event.properties().toString())
                .add(text(event.context()))
                .add(event.digest())
                .add(event.identity(Identity.USER))
                .add(event.identity(Identity.ANONYMOUS))
                .add(event.occurredAt().toString())
                .add(row.receivedAt().toString())
                .end();
    }

    private static @Nullable String text(@Nullable ObjectNode context) {
        return context == null ? null : context.toString();
    }

    /** Remembers that another payload came under a stored event's id. */
    void reportClash(Key key, String digest, Instant at) {
        sql.update("""
                insert into message_id_clash as c (source, message_id, digest, count, first_at, last_at)
                values (?, ?, ?, 1, ?, ?)
                on conflict on constraint message_id_clash_pk do update
                set count = c.count + 1, last_at = excluded.last_at
                """, key.source(), key.messageId(), digest, at, at);
    }
}
