package dev.waymark.behaviour;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What was known of somebody's behaviour at a moment, added up again from the events received by then. Bounds, usual
 * intervals, rates and the half life are those of now: they are not kept.
 *
 * <p>Thread-safe; joins the caller's transaction and changes nothing.
 */
@ApplicationScoped
public class PastBehaviours {

    private final StoredEvents events;
    private final Assessment assessment;

    PastBehaviours(StoredEvents events, Assessment assessment) {
        this.events = events;
        this.assessment = assessment;
    }

    /** Tells each of the events to somebody else too, in the order of arrival. */
    @Transactional
    public Behaviour asOf(ProfileId profile, Instant moment, Consumer<EventIngested> alsoTo) {
        var retelling = new Retelling();
        events.forEachOf(profile, moment, event -> {
            retelling.add(event);
            alsoTo.accept(event);
        });
        return assessment.of(retelling.kept());
    }
}
