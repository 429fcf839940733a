package dev.waymark.journey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.event.RaisedEvents;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/**
 * Sets a trait by an event like any identify call, so that rules see it, a later word of the person counts more, and a
 * look back at a moment finds it. Thread-safe.
 */
@ApplicationScoped
class UpdateTraitHandler implements StepHandler {

    private static final String TRAIT = "trait";
    private static final String VALUE = "value";

    private final Profiles profiles;
    private final Enrolments enrolments;
    private final StepDecisions decisions;
    private final RaisedEvents raised;

    UpdateTraitHandler(Profiles profiles, Enrolments enrolments, StepDecisions decisions, RaisedEvents raised) {
        this.profiles = profiles;
        this.enrolments = enrolments;
        this.decisions = decisions;
        this.raised = raised;
    }

    @Override
    public String jobType() {
        return "waymark:update-trait:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(
                StepHeader.required(TRAIT, new StepHeader.Kind.TraitName()),
                StepHeader.required(VALUE, new StepHeader.Kind.Text()));
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var person = profiles.lockPerson(new ProfileId(job.claimed().profile()));
        if (!profiles.lockLiving(List.of(person)).isEmpty() && isActive(job)) {
            decisions.decide(job, () -> set(job, person));
        }
        return Map.of();
    }

    /** Also after the goal was reached: its sub-process may set one. Not for an instance in whose place another acts. */
    private boolean isActive(StepJob job) {
        return enrolments
                .locked(job.enrolment().value())
                .filter(enrolment -> enrolment.status.isActive())
                .filter(enrolment -> Long.valueOf(job.instance()).equals(enrolment.instance))
                .isPresent();
    }

    private StepDecisions.Decision set(StepJob job, ProfileId person) {
        var trait = job.header(TRAIT).orElseThrow();
        var traits = JsonNodeFactory.instance
                .objectNode()
                .put(trait, job.header(VALUE).orElseThrow());
        raised.say(person, traits, "trait:" + job.enrolment() + ":" + job.elementId() + ":" + job.pass());
        raised.store();
        return new StepDecisions.Decision("set", "Set the trait " + trait + " as the diagram says.");
    }
}
