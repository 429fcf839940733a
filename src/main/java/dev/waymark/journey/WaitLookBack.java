package dev.waymark.journey;

import dev.waymark.event.EventLog;
import dev.waymark.journey.WaitEnding.Behaviour;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ends an armed wait by behaviour that was stored before. Called under the profile's lock; thread-safe, joins the
 * caller's transaction.
 */
@ApplicationScoped
class WaitLookBack {

    private final EventLog events;
    private final WaitEnding ending;

    WaitLookBack(EventLog events, WaitEnding ending) {
        this.events = events;
        this.ending = ending;
    }

    /** Looks for the first event that meets one of the triggers, all of them of one wait. */
    void endByPast(ProfileId profile, List<WaitTable.Waiting> triggers) {
        var names = triggers.stream()
                .map(waiting -> waiting.trigger().match().event())
                .collect(Collectors.toSet());
        events.firstAfter(
                        profile,
                        triggers.getFirst().sinceSeq(),
                        names,
                        event -> WaitEnding.firstMet(Behaviour.of(event), triggers)
                                .isPresent())
                .ifPresent(event -> ending.endBy(Behaviour.of(event), triggers));
    }
}
