package dev.waymark.journey;

import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.journey.model.LookBack;
import dev.waymark.support.Failure;
import dev.waymark.support.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** Arms the behaviour events behind the event-based gateway that follows, before the engine waits there. */
@ApplicationScoped
class ArmWaitHandler implements StepHandler {

    private static final String WAIT_ID = "waitId";

    private final Enrolments enrolments;
    private final Journeys journeys;
    private final WaitArming arming;
    private final Ids ids;

    ArmWaitHandler(Enrolments enrolments, Journeys journeys, WaitArming arming, Ids ids) {
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.arming = arming;
        this.ids = ids;
    }

    @Override
    public String jobType() {
        return "waymark:arm-wait:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(StepHeader.optional("lookBack", new StepHeader.Kind.OneOf(LookBack.words())));
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        enrolments.lockProfilesOf(List.of(job.enrolment().value()));
        var enrolment = enrolments.locked(job.enrolment().value()).orElseThrow();
        if (!enrolment.status.isActive() || !Long.valueOf(job.instance()).equals(enrolment.instance)) {
            // ended, or another instance acts by now
            return Map.of(WAIT_ID, ids.next().toString());
        }
        var step = journeys.version(enrolment.versionId).model().waits().get(job.elementId());
        if (step == null) {
            throw Failure.lasting("unknown-wait", "Expected the published model to know this wait, but it does not.");
        }
        var wait = arming.arm(enrolment, step, job.pass(), ids.next());
        return Map.of(WAIT_ID, wait.toString());
    }
}
