package dev.waymark.journey;

import dev.waymark.conversion.Conversions;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepJob;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Counts the conversion of an enrolment whose goal was reached. */
@ApplicationScoped
class RecordConversionHandler implements StepHandler {

    private final Enrolments enrolments;
    private final Journeys journeys;
    private final Waits waits;
    private final Conversions conversions;

    RecordConversionHandler(Enrolments enrolments, Journeys journeys, Waits waits, Conversions conversions) {
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.waits = waits;
        this.conversions = conversions;
    }

    @Override
    public String jobType() {
        return "waymark:record-conversion:1";
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var enrolment = enrolments.findById(job.enrolment().value());
        var goal = journeys.version(enrolment.versionId).model().goal();
        var event = waits.goalHit(job.enrolment())
                .orElseThrow(() -> Failure.lasting(
                        "goal-not-reached", "Expected an event that reached the goal, but none is stored."));
        conversions.record(goal, new ProfileId(enrolment.profileId), enrolment.id, event);
        return Map.of();
    }
}
