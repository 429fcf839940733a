package dev.waymark.journey;

import dev.waymark.event.EventLog;
import dev.waymark.journey.model.WaitStep;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Arms one wait and looks back: behaviour that counts by the step's {@link dev.waymark.journey.model.LookBack} ends it
 * at once. Called under the profile's lock; joins the caller's transaction.
 */
@ApplicationScoped
class WaitArming {

    private final WaitTable table;
    private final Waits waits;
    private final WaitEnding ending;
    private final WaitLookBack past;
    private final EventLog events;

    WaitArming(WaitTable table, Waits waits, WaitEnding ending, WaitLookBack past, EventLog events) {
        this.table = table;
        this.waits = waits;
        this.ending = ending;
        this.past = past;
        this.events = events;
    }

    /** Answers the id of the wait of this pass: {@code fresh}, or the one an earlier delivery of the step has armed. */
    UUID arm(Enrolment enrolment, WaitStep step, long pass, UUID fresh) {
        var wait = new WaitTable.NewWait(fresh, enrolment.id, step.elementId(), pass, since(enrolment, step));
        var id = table.insert(wait, table.in(step.deadline()));
        if (id.equals(fresh)) {
            open(enrolment, wait, step);
        } else {
            ending.tellAgain(new WaitTable.NewWait(id, enrolment.id, step.elementId(), pass, wait.sinceSeq()));
        }
        return id;
    }

    private long since(Enrolment enrolment, WaitStep step) {
        return switch (step.lookBack()) {
            case UNCOUNTED -> table.countedUpTo(enrolment);
            case ENTRY -> enrolment.entrySeq;
            case NONE -> events.lastSeq(new ProfileId(enrolment.profileId));
        };
    }

    private void open(Enrolment enrolment, WaitTable.NewWait wait, WaitStep step) {
        var triggers = step.triggers().stream()
                .map(trigger -> new WaitTable.Trigger(trigger.match(), trigger.messageName()))
                .toList();
        waits.arm(wait.id(), enrolment, triggers);
        past.endByPast(
                new ProfileId(enrolment.profileId),
                triggers.stream()
                        .map(trigger -> new WaitTable.Waiting(
                                wait.id(), enrolment.id, step.elementId(), wait.sinceSeq(), trigger))
                        .toList());
    }
}
