package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepJob;
import dev.waymark.journey.Resumptions.Remaining;
import dev.waymark.journey.model.ResumingEdition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The first step of an instance that goes on where another one was ended: tells it where, how much time is left, and
 * again what the ended one may have been told. Thread-safe.
 */
@ApplicationScoped
class ResumeHandler implements StepHandler {

    private final Enrolments enrolments;
    private final Resumptions resumptions;
    private final WaitEnding ending;
    private final Clock clock;

    ResumeHandler(Enrolments enrolments, Resumptions resumptions, WaitEnding ending, Clock clock) {
        this.enrolments = enrolments;
        this.resumptions = resumptions;
        this.ending = ending;
        this.clock = clock;
    }

    @Override
    public String jobType() {
        return ResumingEdition.JOB_TYPE;
    }

    @Override
    public boolean isDrawn() {
        return false;
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var id = job.enrolment().value();
        enrolments.lockProfilesOf(List.of(id));
        var enrolment = enrolments.locked(id).orElseThrow();
        var remaining = resumptions.newest(id).orElseThrow();
        if (enrolment.status.isActive()) {
            tellAgain(job.enrolment(), id);
            if (remaining.openWait() != null) {
                tellAgain(job.enrolment(), remaining.openWait());
            }
        }
        return variables(remaining);
    }

    /** The ended instance may have been told, or nobody. */
    private void tellAgain(EnrolmentId enrolment, UUID wait) {
        ending.tellAgain(new WaitTable.NewWait(wait, enrolment.value(), Waits.GOAL, 0, 0));
    }

    private Map<String, Object> variables(Remaining remaining) {
        var variables = new HashMap<String, Object>(remaining.variables());
        var left = left(remaining);
        variables.put(ResumingEdition.RESUME_AT, remaining.elementId());
        variables.put(ResumingEdition.RESUME_FOR, left);
        if (!left.isEmpty()) {
            variables.put(ResumingEdition.WAIT_FOR, left);
        }
        if (remaining.openWait() != null) {
            variables.put(ResumingEdition.WAIT_ID, remaining.openWait().toString());
        }
        return variables;
    }

    private String left(Remaining remaining) {
        if (remaining.due() == null) {
            return "";
        }
        var left = Duration.between(clock.instant(), remaining.due());
        return (left.isNegative() ? Duration.ZERO : left).toString();
    }
}
