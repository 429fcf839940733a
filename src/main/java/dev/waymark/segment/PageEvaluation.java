package dev.waymark.segment;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.event.RaisedEvents;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Asks all rules about a page of profiles, without an event. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class PageEvaluation {

    private final Profiles profiles;
    private final Behaviours behaviours;
    private final MembershipEvaluation evaluation;
    private final Evaluations evaluations;
    private final RaisedEvents raised;

    PageEvaluation(
            Profiles profiles,
            Behaviours behaviours,
            MembershipEvaluation evaluation,
            Evaluations evaluations,
            RaisedEvents raised) {
        this.profiles = profiles;
        this.behaviours = behaviours;
        this.evaluation = evaluation;
        this.evaluations = evaluations;
        this.raised = raised;
    }

    void evaluate(Collection<ProfileId> page) {
        if (page.isEmpty()) {
            return;
        }
        var living = profiles.lockLiving(page);
        behaviours.readTogether(living);
        evaluation.open(living);
        evaluation.evaluate(living);
        evaluation.close();
        raised.store();
        evaluations.forget(
                page.stream().filter(profile -> !living.contains(profile)).toList());
    }
}
