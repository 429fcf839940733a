package dev.waymark.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads what was stored; a person's events stay under the profile they came for. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
public class EventLog {

    private static final int PAGE = 100;

    private final Sql sql;
    private final ObjectMapper json;
    private final ToldEvents told;

    EventLog(Sql sql, ObjectMapper json, ToldEvents told) {
        this.sql = sql;
        this.json = json;
        this.told = told;
    }

    /** One stored event. */
    public record Stored(long seq, String name, JsonNode properties, Instant occurredAt) {}

    /**
     * A number before which everything stored for this profile lies, and after which everything to come will: while a
     * batch is told, of the event that is being told. The caller holds the profile's lock.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public long lastSeq(ProfileId profile) {
        return told.last(profile).orElseGet(this::lastSeq);
    }

    /** The same for several at once, whose locks are held. */
    @Transactional
    public Map<ProfileId, Long> lastSeqs(Collection<ProfileId> profiles) {
        var last = new HashMap<ProfileId, Long>();
        var others = new ArrayList<ProfileId>();
        profiles.forEach(profile ->
                told.last(profile).ifPresentOrElse(seq -> last.put(profile, seq), () -> others.add(profile)));
        if (!others.isEmpty()) {
            var now = lastSeq();
            others.forEach(profile -> last.put(profile, now));
        }
        return last;
    }

    private long lastSeq() {
        return sql.query("select last_value from event_seq_seq", row -> row.getLong(1))
                .getFirst();
    }

    /** The first event by one of these names that arrived after {@code seq} and counts. */
    @Transactional
    public Optional<Stored> firstAfter(
            ProfileId profile, long seq, Collection<String> names, Predicate<Stored> counts) {
        var from = seq;
        while (true) {
            var page = after(profile, from, names);
            var found = page.stream().filter(counts).findFirst();
            if (found.isPresent() || page.size() < PAGE) {
                return found;
            }
            from = page.getLast().seq();
        }
    }

    private List<Stored> after(ProfileId profile, long seq, Collection<String> names) {
        return sql.query(
                "select seq, name, properties, occurred_at from event where profile_id in"
                        + " (select id from profile where id = ? or merged_into = ?) and seq > ? and name = any(?)"
                        + " order by seq limit " + PAGE,
                this::stored,
                profile.value(),
                profile.value(),
                seq,
                Sql.texts(names));
    }

    private Stored stored(ResultSet row) throws SQLException {
        try {
            return new Stored(
                    row.getLong("seq"),
                    row.getString("name"),
                    json.readTree(row.getString("properties")),
                    row.getTimestamp("occurred_at").toInstant());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A jsonb column holds JSON", impossible);
        }
    }
}
