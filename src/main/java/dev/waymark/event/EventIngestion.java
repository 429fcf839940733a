package dev.waymark.event;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.profile.Identity;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.DatabaseAway;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores events once and tells the others, all in one transaction: what is answered with 200 is committed.
 *
 * <p>Thread-safe. Two batches about the same people wait for each other and cannot deadlock, because everybody
 * takes identities and profiles in the same order.
 */
@ApplicationScoped
public class EventIngestion {

    private static final Logger LOG = Logger.getLogger(EventIngestion.class);

    /** Events in one transaction: enough to share a commit, few enough to be short. */
    private static final int CHUNK = 100;

    private static final int TRIES = 4;

    private final Profiles profiles;
    private final Session db;
    private final ObjectMapper json;
    private final Event<EventIngested> ingested;
    private final Clock clock;

    EventIngestion(Profiles profiles, Session db, ObjectMapper json, Event<EventIngested> ingested, Clock clock) {
        this.profiles = profiles;
        this.db = db;
        this.json = json;
        this.ingested = ingested;
        this.clock = clock;
    }

    /** Stores what is new of these events, in the order given; what is stored once stays when a later part fails. */
    public IngestResult ingestAll(String source, List<IncomingEvent> events) {
        var stored = 0;
        for (int from = 0; from < events.size(); from += CHUNK) {
            stored += ingest(source, events.subList(from, Math.min(from + CHUNK, events.size())), 1);
        }
        return new IngestResult(stored, events.size() - stored);
    }

    /** The whole part is run again when the database rolled it back for another one: repeats are recognised. */
    private int ingest(String source, List<IncomingEvent> events, int attempt) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> store(source, events));
        } catch (RuntimeException failed) {
            if (attempt >= TRIES || !DatabaseAway.isRolledBackForOthers(failed)) {
                throw failed;
            }
            return ingest(source, events, attempt + 1);
        }
    }

    private int store(String source, List<IncomingEvent> events) {
        var owners = resolve(events);
        profiles.lock(owners.values());
        var stored = 0;
        for (var event : events) {
            stored += ingestOne(source, event, owners.get(event));
        }
        return stored;
    }

    private Map<IncomingEvent, ProfileId> resolve(Collection<IncomingEvent> events) {
        // without this the database would find the deadlock itself, a second later
        profiles.lockNew(
                events.stream().flatMap(event -> event.identities().stream()).toList());
        var owners = new HashMap<IncomingEvent, ProfileId>();
        events.stream()
                .sorted(Comparator.comparing(EventIngestion::lockIdentity, Identity.LOCK_ORDER))
                .forEach(event -> owners.put(event, profiles.resolve(user(event), anonymous(event))));
        return owners;
    }

    private static Identity lockIdentity(IncomingEvent event) {
        return event.identities().getFirst();
    }

    private static @Nullable Identity user(IncomingEvent event) {
        var id = event.identity(Identity.USER);
        return id == null ? null : Identity.user(id);
    }

    private static @Nullable Identity anonymous(IncomingEvent event) {
        var id = event.identity(Identity.ANONYMOUS);
        return id == null ? null : Identity.anonymous(id);
    }

    private int ingestOne(String source, IncomingEvent event, ProfileId profile) {
        var receivedAt = clock.instant();
        var seq = store(source, event, profile, receivedAt);
        if (seq.isEmpty()) {
            return 0;
        }
        if (!event.properties().isEmpty() && event.type().equals("identify")) {
            profiles.addTraits(profile, json.convertValue(event.properties(), new TypeReference<>() {}));
        }
        if (event.name() != null) {
            summarise(event, profile);
        }
        ingested.fire(new EventIngested(
                seq.get(),
                profile,
                event.messageId(),
                event.type(),
                event.name(),
                event.properties(),
                event.occurredAt()));
        return 1;
    }

    private Optional<Long> store(String source, IncomingEvent event, ProfileId profile, Instant receivedAt) {
        List<Long> stored = db.createNativeQuery("""
                        insert into event (source, message_id, profile_id, type, name, properties, digest,
                                           occurred_at, received_at)
                        values (:source, :messageId, :profile, :type, cast(:name as text), cast(:properties as jsonb),
                                :digest, :occurredAt, :receivedAt)
                        on conflict on constraint event_once do nothing returning seq
                        """, Long.class)
                .setParameter("source", source)
                .setParameter("messageId", event.messageId())
                .setParameter("profile", profile.value())
                .setParameter("type", event.type())
                .setParameter("name", event.name())
                .setParameter("properties", event.properties().toString())
                .setParameter("digest", event.digest())
                .setParameter("occurredAt", event.occurredAt())
                .setParameter("receivedAt", receivedAt)
                .getResultList();
        if (stored.isEmpty()) {
            reportClash(source, event);
        }
        return stored.stream().findFirst();
    }

    /** A repeat is silent; another payload under the same id is not: the first one stays. */
    private void reportClash(String source, IncomingEvent event) {
        var first = db.createNativeQuery(
                        "select digest from event where source = :source and message_id = :messageId", String.class)
                .setParameter("source", source)
                .setParameter("messageId", event.messageId())
                .getSingleResult();
        if (!first.equals(event.digest())) {
            LOG.warnf("message id used twice with different payloads, first kept source=%s", source);
        }
    }

    private void summarise(IncomingEvent event, ProfileId profile) {
        db.createNativeQuery("""
                        insert into event_summary as s (profile_id, name, count, first_at, last_at)
                        values (:profile, :name, 1, :at, :at)
                        on conflict on constraint event_summary_pk do update
                        set count = s.count + 1,
                            first_at = least(s.first_at, excluded.first_at),
                            last_at = greatest(s.last_at, excluded.last_at)
                        """)
                .setParameter("profile", profile.value())
                .setParameter("name", event.name())
                .setParameter("at", event.occurredAt())
                .executeUpdate();
    }
}
