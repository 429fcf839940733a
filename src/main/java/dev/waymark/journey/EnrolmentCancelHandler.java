package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends an enrolment from outside. From the moment this is committed no step acts for it any more, because every
 * step asks the row; the engine is told afterwards. Thread-safe.
 */
@ApplicationScoped
class EnrolmentCancelHandler {

    private final Enrolments enrolments;
    private final Waits waits;
    private final Outbox outbox;

    EnrolmentCancelHandler(Enrolments enrolments, Waits waits, Outbox outbox) {
        this.enrolments = enrolments;
        this.waits = waits;
        this.outbox = outbox;
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
        if (enrolment.status == EnrolmentStatus.COMPLETED) {
            return Outcome.refused(Rejection.of(
                    CONFLICT, "enrolment-ended", "Expected an enrolment that still runs, but this one has completed."));
        }
        cancel(enrolment, null, "api");
        return Outcome.done(enrolments.view(enrolment));
    }

    /**
     * Cancels an enrolment whose row and profile the caller has locked, unless it has ended.
     *
     * @param why kebab-case, or null where somebody asked for it
     */
    void cancel(Enrolment enrolment, @Nullable String why, String actor) {
        if (enrolments.become(enrolment, EnrolmentStatus.CANCELLED, why, actor)) {
            var id = new EnrolmentId(enrolment.id);
            waits.close(enrolment.id);
            outbox.forget(id);
            if (enrolment.instance != null) {
                outbox.add(new EngineCommand.Cancel(id, enrolment.instance));
            }
        }
    }
}
