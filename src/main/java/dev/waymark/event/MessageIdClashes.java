package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Shows message ids that came again with another payload. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class MessageIdClashes {

    private final Session db;

    MessageIdClashes(Session db) {
        this.db = db;
    }

    /** A payload that was not stored because another one came first under its message id. */
    record Clash(String source, String messageId, String digest, long count, Instant firstAt, Instant lastAt) {}

    /** What a page ends with. */
    private record Cursor(Instant lastAt, String digest, String source, String messageId) {

        private static final Cursor NEWEST = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), "", "", "");

        static String after(Clash clash) {
            var text = String.join("\n", clash.lastAt().toString(), clash.digest(), clash.source(), clash.messageId());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Cursor of(@Nullable String text) {
            if (text == null) {
                return NEWEST;
            }
            try {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 4);
                return new Cursor(Instant.parse(parts[0]), parts[1], parts[2], parts[3]);
            } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException notOurs) {
                throw new RejectedRequest(Rejection.at(
                        "cursor",
                        UNKNOWN,
                        "cursor-unknown",
                        "Expected the cursor of a page before, but it is none. Begin without a cursor."));
            }
        }
    }

    /** Clashes, the one that happened last first. */
    @Transactional
    Page<Clash> newest(@Nullable String cursor, int limit) {
        var before = Cursor.of(cursor);
        List<Tuple> rows = db.createNativeQuery(
                        "select source, message_id, digest, count, first_at, last_at from message_id_clash"
                                + " where (last_at, digest, source, message_id) < (:at, :digest, :source, :messageId)"
                                + " order by last_at desc, digest desc, source desc, message_id desc limit :oneMore",
                        Tuple.class)
                .setParameter("at", before.lastAt())
                .setParameter("digest", before.digest())
                .setParameter("source", before.source())
                .setParameter("messageId", before.messageId())
                .setParameter("oneMore", limit + 1)
                .getResultList();
        return Page.of(rows.stream().map(MessageIdClashes::clash).toList(), limit, Cursor::after);
    }

    private static Clash clash(Tuple row) {
        return new Clash(
                row.get("source", String.class),
                row.get("message_id", String.class),
                row.get("digest", String.class),
                row.get("count", Long.class),
                row.get("first_at", Instant.class),
                row.get("last_at", Instant.class));
    }
}
