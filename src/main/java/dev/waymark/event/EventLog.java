package dev.waymark.event;

import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Reads what was stored. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
public class EventLog {

    /** A person's events stay under the profile they came for. */
    private static final String PERSON = " (select id from profile where id = :profile or merged_into = :profile)";

    private final Session db;
    private final ToldEvents told;

    EventLog(Session db, ToldEvents told) {
        this.db = db;
        this.told = told;
    }

    /** One stored event, without its properties. */
    public record Stored(long seq, String name, Instant occurredAt) {}

    /**
     * A number before which everything stored for this profile lies, and after which everything to come will: while a
     * batch is told, of the event that is being told. The caller holds the profile's lock.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public long lastSeq(ProfileId profile) {
        return told.last(profile)
                .orElseGet(() -> db.createNativeQuery("select last_value from event_seq_seq", Long.class)
                        .getSingleResult());
    }

    /** The first event by one of these names that arrived after {@code seq}. */
    @Transactional
    public Optional<Stored> firstAfter(ProfileId profile, long seq, Collection<String> names) {
        List<Tuple> rows = db.createNativeQuery(
                        "select seq, name, occurred_at from event where profile_id in" + PERSON + " and seq > :seq"
                                + " and name = any(:names) order by seq limit 1",
                        Tuple.class)
                .setParameter("profile", profile.value())
                .setParameter("seq", seq)
                .setParameter("names", names.toArray(String[]::new))
                .getResultList();
        return rows.stream().findFirst().map(EventLog::stored);
    }

    @Transactional
    public Optional<Stored> find(long seq) {
        List<Tuple> rows = db.createNativeQuery(
                        "select seq, name, occurred_at from event where seq = :seq", Tuple.class)
                .setParameter("seq", seq)
                .getResultList();
        return rows.stream().findFirst().map(EventLog::stored);
    }

    private static Stored stored(Tuple row) {
        return new Stored(
                row.get("seq", Long.class), row.get("name", String.class), row.get("occurred_at", Instant.class));
    }
}
