package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Ends an enrolment because somebody asked for it. Thread-safe. */
@ApplicationScoped
class EnrolmentCancelHandler {

    private final Enrolments enrolments;
    private final EnrolmentExits exits;

    EnrolmentCancelHandler(Enrolments enrolments, EnrolmentExits exits) {
        this.enrolments = enrolments;
        this.exits = exits;
    }

    /** Cancels; a second cancel of the same enrolment changes nothing and is fine. */
    @Transactional
    Outcome<EnrolmentView> cancel(EnrolmentId id) {
        enrolments.lockProfilesOf(List.of(id.value()));
        var found = enrolments.locked(id.value());
        if (found.isEmpty()) {
            return Outcome.refused(Rejection.of(
                    UNKNOWN, "enrolment-unknown", "Expected the id of an enrolment, but there is none by this id."));
        }
        var enrolment = found.get();
        if (enrolment.status == EnrolmentStatus.COMPLETED || enrolment.status == EnrolmentStatus.HELD_OUT) {
            return Outcome.refused(Rejection.of(
                    CONFLICT, "enrolment-ended", "Expected an enrolment that still runs, but this one has completed."));
        }
        exits.exit(enrolment, null, "api");
        return Outcome.done(enrolments.view(enrolment));
    }
}
