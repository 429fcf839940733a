package dev.waymark.journey;

import dev.waymark.event.EventLog;
import dev.waymark.journey.model.WaitStep;
import dev.waymark.journey.model.WaitTrigger;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Arms one wait and looks back: behaviour since the enrolment, not yet counted by another of its waits, ends it at
 * once. Called under the profile's lock; joins the caller's transaction.
 */
@ApplicationScoped
class WaitArming {

    private final WaitTable table;
    private final Waits waits;
    private final EventLog events;

    WaitArming(WaitTable table, Waits waits, EventLog events) {
        this.table = table;
        this.waits = waits;
        this.events = events;
    }

    /** Answers the id of the wait of this pass: {@code fresh}, or the one an earlier delivery of the step has armed. */
    UUID arm(Enrolment enrolment, WaitStep step, long pass, UUID fresh) {
        var since = table.countedUpTo(enrolment);
        var wait = new WaitTable.NewWait(fresh, enrolment.id, step.elementId(), pass, since);
        var id = table.insert(wait, Optional.of(step.deadline()));
        var messages =
                step.triggers().stream().collect(Collectors.toMap(WaitTrigger::eventName, WaitTrigger::messageName));
        var ended = id.equals(fresh)
                ? open(enrolment, wait, messages)
                // told again: the first message may have expired while this step was not completed
                : table.hitSeq(id).flatMap(events::find);
        ended.ifPresent(
                event -> waits.hit(new WaitTable.Waiting(id, enrolment.id, messages.get(event.name())), event.seq()));
        return id;
    }

    /** Arms, and answers the event that has ended the wait already. */
    private Optional<EventLog.Stored> open(Enrolment enrolment, WaitTable.NewWait wait, Map<String, String> messages) {
        messages.forEach((event, message) -> table.addTrigger(wait.id(), enrolment.profileId, event, message));
        return events.firstAfter(new ProfileId(enrolment.profileId), wait.sinceSeq(), messages.keySet());
    }
}
