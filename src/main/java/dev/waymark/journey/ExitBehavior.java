package dev.waymark.journey;

import dev.waymark.segment.MembershipChanged;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends enrolments when the person enters or leaves a segment by which their journey is left. In the transaction that
 * changes the membership, under the profile's lock; thread-safe.
 */
@ApplicationScoped
class ExitBehavior {

    /** Before anybody enters: who leaves a journey may be let in again by the same change. */
    private static final int BEFORE_ENTRIES = 100;

    private final Journeys journeys;
    private final Enrolments enrolments;
    private final EnrolmentExits exits;

    ExitBehavior(Journeys journeys, Enrolments enrolments, EnrolmentExits exits) {
        this.journeys = journeys;
        this.enrolments = enrolments;
        this.exits = exits;
    }

    void on(@Observes @Priority(BEFORE_ENTRIES) MembershipChanged change) {
        var versions = journeys.leftBy(change.segment(), change.entered());
        if (!versions.isEmpty()) {
            var why = EndName.of("exit " + (change.entered() ? "entered " : "left ") + change.segment());
            enrolments
                    .activeInOrder(change.profile(), versions)
                    .forEach(enrolment -> exits.leaveEarly(enrolment.id, why));
        }
    }
}
