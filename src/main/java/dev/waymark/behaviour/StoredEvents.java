package dev.waymark.behaviour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** The events of one person as they were told when they were stored. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class StoredEvents {

    private static final int CHUNK = 1_000;
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final Sql sql;
    private final ObjectMapper json;

    StoredEvents(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** In the order of arrival, a thousand at a time, also those of profiles that turned out to be this person. */
    void forEachOf(ProfileId profile, Consumer<EventIngested> each) {
        forEachOf(profile, END_OF_TIME, each);
    }

    /** The same, of those that had arrived at that moment. */
    void forEachOf(ProfileId profile, Instant moment, Consumer<EventIngested> each) {
        long after = 0;
        List<EventIngested> chunk;
        do {
            chunk = after(profile, moment, after);
            chunk.forEach(each);
            after = chunk.isEmpty() ? after : chunk.getLast().seq();
        } while (chunk.size() == CHUNK);
    }

    private List<EventIngested> after(ProfileId profile, Instant moment, long seq) {
        return sql.query("""
                select seq, profile_id, message_id, type, name, properties, occurred_at from event
                where profile_id in (select id from profile where id = ? or merged_into = ?) and seq > ?
                and received_at <= ? order by seq limit ?
                """, this::event, profile.value(), profile.value(), seq, moment, CHUNK);
    }

    private EventIngested event(ResultSet row) throws SQLException {
        return new EventIngested(
                row.getLong("seq"),
                new ProfileId(row.getObject("profile_id", UUID.class)),
                row.getString("message_id"),
                row.getString("type"),
                row.getString("name"),
                object(row.getString("properties")),
                Objects.requireNonNull(Sql.instant(row, "occurred_at")));
    }

    private ObjectNode object(String properties) {
        try {
            return (ObjectNode) json.readTree(properties);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("What the database keeps as JSON can be read", foreign);
        }
    }
}
