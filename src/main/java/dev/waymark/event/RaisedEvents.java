package dev.waymark.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that nobody sent: Waymark itself found out that something is so. They are stored and told like any other, in
 * the transaction that raised them.
 *
 * <p>Thread-safe; the caller holds the profile's lock.
 */
@ApplicationScoped
public class RaisedEvents {

    /** Where they come from, as the store says it. */
    public static final String SOURCE = "waymark";

    private final RaisedInTransaction raised;
    private final EventStore store;
    private final Clock clock;

    RaisedEvents(RaisedInTransaction raised, EventStore store, Clock clock) {
        this.raised = raised;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Raises an event. If a batch is being told it is told after it; else the caller {@link #store}s it.
     *
     * @param messageId unique among raised events
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void raise(ProfileId profile, String name, ObjectNode properties, String messageId) {
        raise(profile, name, properties, messageId, clock.instant());
    }

    /** The same of something that was heard of later than it happened. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void raise(ProfileId profile, String name, ObjectNode properties, String messageId, Instant at) {
        raised.add(new RaisedInTransaction.Raised(profile, event("track", name, properties, messageId, at)));
    }

    /**
     * Says traits of somebody, as an identify call would: what is said later elsewhere counts, whatever comes first.
     * The caller {@link #store}s it, and holds the person by {@code Profiles.lockLiving}.
     *
     * @param messageId unique among raised events
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void say(ProfileId profile, ObjectNode traits, String messageId) {
        raised.add(
                new RaisedInTransaction.Raised(profile, event("identify", null, traits, messageId, clock.instant())));
    }

    private static IncomingEvent event(
            String type, @Nullable String name, ObjectNode properties, String messageId, Instant at) {
        var digest = Digest.of((name == null ? type : name) + properties);
        return new IncomingEvent(messageId, type, name, List.of(), null, properties, null, at, digest);
    }

    /** Stores and tells what was raised since. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void store() {
        store.storeRaised();
    }
}
