package dev.waymark.journey;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes people out of a journey before its end. From the moment this is committed no step acts for them any more,
 * because every step asks the row; the engine is told afterwards. Thread-safe; joins the caller's transaction, which
 * holds the profile's lock.
 */
@ApplicationScoped
class EnrolmentExits {

    private static final String RULES = "rules";

    private final Enrolments enrolments;
    private final Waits waits;
    private final Outbox outbox;

    EnrolmentExits(Enrolments enrolments, Waits waits, Outbox outbox) {
        this.enrolments = enrolments;
        this.waits = waits;
        this.outbox = outbox;
    }

    /**
     * Ends an enrolment because of what the person did or has become; not one that has reached its goal by the same, which
     * ends as one that did.
     *
     * @param why kebab-case
     */
    void leaveEarly(UUID id, String why) {
        if (waits.goalHit(new EnrolmentId(id)).isEmpty()) {
            exit(id, why, RULES);
        }
    }

    void exit(UUID id, @Nullable String why, String actor) {
        enrolments.locked(id).ifPresent(enrolment -> exit(enrolment, why, actor));
    }

    /**
     * Ends an enrolment whose row the caller has locked, unless it has ended.
     *
     * @param why kebab-case, or null where somebody asked for it
     */
    void exit(Enrolment enrolment, @Nullable String why, String actor) {
        if (enrolments.become(enrolment, EnrolmentStatus.CANCELLED, why, actor)) {
            var id = new EnrolmentId(enrolment.id);
            waits.close(List.of(enrolment.id));
            outbox.forget(id);
            if (enrolment.instance != null) {
                outbox.add(new EngineCommand.Cancel(id, enrolment.instance));
            }
        }
    }
}
