package dev.waymark.consent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The rows behind {@link Consents}: inserted and read, nothing else. Rows stay with the profile they were recorded for,
 * so a person's rows are those of the profile and of all that are one person with it. Thread-safe; joins the caller's
 * transaction.
 */
@ApplicationScoped
class ConsentTable {

    private static final String COLUMNS = " c.seq, c.id, c.profile_id, c.topic, c.channel, c.given, c.wording,"
            + " c.language, c.method, c.at, c.recorded_at, c.actor, cast(c.evidence as text) as evidence ";

    private static final String OF_PERSON = """
             c.profile_id in (select p.id from profile p
                              where coalesce(p.merged_into, p.id) =
                                    (select coalesce(merged_into, id) from profile where id = :profile))
            """;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Session db;
    private final ObjectMapper json;

    ConsentTable(Session db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    /** A stored record and its place in the order of recording. */
    record Row(long seq, ConsentRecord record) {}

    /** Stores a record; answers false if there is one by its id. */
    boolean insert(ConsentRecord record) {
        var inserted = db.createNativeQuery("""
                        insert into consent (id, profile_id, topic, channel, given, wording, language, method,
                                             at, recorded_at, actor, evidence)
                        values (:id, :profile, :topic, :channel, :given, cast(:wording as text),
                                cast(:language as text), :method, :at, :recordedAt, :actor,
                                cast(:evidence as jsonb))
                        on conflict on constraint consent_once do nothing
                        """)
                .setParameter("id", record.id())
                .setParameter("profile", record.profileId())
                .setParameter("topic", record.topic())
                .setParameter("channel", record.channel().key())
                .setParameter("given", record.given())
                .setParameter("wording", record.wording())
                .setParameter("language", record.language())
                .setParameter("method", record.method())
                .setParameter("at", record.at())
                .setParameter("recordedAt", record.recordedAt())
                .setParameter("actor", record.actor())
                .setParameter("evidence", write(record.evidence()))
                .executeUpdate();
        return inserted == 1;
    }

    ConsentRecord get(UUID id) {
        return db.createNativeQuery("select" + COLUMNS + "from consent c where c.id = :id", Tuple.class)
                .setParameter("id", id)
                .getResultStream()
                .map(this::row)
                .findFirst()
                .orElseThrow()
                .record();
    }

    /** Newest recorded first, one more than {@code limit}. */
    List<Row> newest(ProfileId profile, @Nullable Long before, int limit) {
        return db.createNativeQuery(
                        "select" + COLUMNS + "from consent c where" + OF_PERSON
                                + " and c.seq < :before order by c.seq desc limit :limit",
                        Tuple.class)
                .setParameter("profile", profile.value())
                .setParameter("before", before == null ? Long.MAX_VALUE : before)
                .setParameter("limit", limit + 1)
                .getResultStream()
                .map(this::row)
                .toList();
    }

    /** For each topic and channel named by a record until then, the record that decides. */
    List<ConsentState> stateAt(ProfileId profile, Instant moment) {
        List<Tuple> rows = db.createNativeQuery("""
                        with said as (select * from consent c where %s and c.at <= :moment)
                        select distinct on (held.topic, held.channel) held.channel as held_channel, %s
                        from (select distinct topic, channel from said) held
                        join said c on c.topic = held.topic and c.channel in (held.channel, 'any')
                        order by held.topic, held.channel, c.at desc, c.seq desc
                        """.formatted(OF_PERSON, COLUMNS), Tuple.class)
                .setParameter("profile", profile.value())
                .setParameter("moment", moment)
                .getResultList();
        return rows.stream().map(this::state).toList();
    }

    /** What the latest record for this topic and channel says, empty if there is none. */
    Optional<Boolean> isGiven(ProfileId profile, String topic, ConsentChannel channel, Instant moment) {
        return db.createNativeQuery(
                        "select c.given from consent c where" + OF_PERSON + " and c.topic = :topic"
                                + " and c.channel in (:channel, 'any') and c.at <= :moment"
                                + " order by c.at desc, c.seq desc limit 1",
                        Boolean.class)
                .setParameter("profile", profile.value())
                .setParameter("topic", topic)
                .setParameter("channel", channel.key())
                .setParameter("moment", moment)
                .getResultStream()
                .findFirst();
    }

    /** Whether there is a yes for this channel by its name after that moment, whatever was said later. */
    boolean isGivenSince(ProfileId profile, String topic, ConsentChannel channel, Instant moment) {
        return db.createNativeQuery(
                        "select exists (select 1 from consent c where" + OF_PERSON + " and c.topic = :topic"
                                + " and c.channel = :channel and c.given and c.at > :moment)",
                        Boolean.class)
                .setParameter("profile", profile.value())
                .setParameter("topic", topic)
                .setParameter("channel", channel.key())
                .setParameter("moment", moment)
                .getSingleResult();
    }

    /** Only the erasure of a person deletes; the table's trigger asks which profile is being erased. */
    void delete(ProfileId erased) {
        db.createNativeQuery("select set_config('waymark.erasing', :profile, true)", String.class)
                .setParameter("profile", erased.toString())
                .getSingleResult();
        db.createNativeQuery("delete from consent where profile_id = :profile")
                .setParameter("profile", erased.value())
                .executeUpdate();
    }

    private ConsentState state(Tuple tuple) {
        var record = row(tuple).record();
        return new ConsentState(record.topic(), channel(tuple, "held_channel"), record.given(), record);
    }

    private Row row(Tuple tuple) {
        var record = new ConsentRecord(
                tuple.get("id", UUID.class),
                tuple.get("profile_id", UUID.class),
                tuple.get("topic", String.class),
                channel(tuple, "channel"),
                tuple.get("given", Boolean.class),
                tuple.get("wording", String.class),
                tuple.get("language", String.class),
                tuple.get("method", String.class),
                tuple.get("at", Instant.class),
                tuple.get("recorded_at", Instant.class),
                tuple.get("actor", String.class),
                read(tuple.get("evidence", String.class)));
        return new Row(tuple.get("seq", Long.class), record);
    }

    private static ConsentChannel channel(Tuple tuple, String column) {
        return ConsentChannel.valueOf(tuple.get(column, String.class).toUpperCase(Locale.ROOT));
    }

    private Map<String, String> read(String evidence) {
        try {
            return json.readValue(evidence, TEXTS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was stored as JSON can be read", impossible);
        }
    }

    private String write(Map<String, String> evidence) {
        try {
            return json.writeValueAsString(evidence);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A map of texts can be written", impossible);
        }
    }
}
