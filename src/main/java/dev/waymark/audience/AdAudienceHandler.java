package dev.waymark.audience;

import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepHeader.Kind;
import dev.waymark.engine.StepJob;
import dev.waymark.journey.StepDecisions;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/**
 * Puts somebody into an audience or takes them out. What came of it is decided once for each pass and kept with its
 * reason. Thread-safe; one transaction under the profile's lock, under which consent is recorded too.
 */
@ApplicationScoped
class AdAudienceHandler implements StepHandler {

    private static final String JOIN = "join";

    private final Audiences audiences;
    private final Profiles profiles;
    private final EnrolmentClaim claim;
    private final StepDecisions decisions;

    AdAudienceHandler(Audiences audiences, Profiles profiles, EnrolmentClaim claim, StepDecisions decisions) {
        this.audiences = audiences;
        this.profiles = profiles;
        this.claim = claim;
        this.decisions = decisions;
    }

    @Override
    public String jobType() {
        return "waymark:ad-audience:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(
                StepHeader.required("audience", new Kind.NewKey()),
                StepHeader.required("network", new Kind.OneOf(Network.KEYS)),
                StepHeader.required("action", new Kind.OneOf(JOIN, "leave")),
                StepHeader.required("topic", new Kind.Key(KeyCatalogue.Kind.TOPIC)));
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var person = profiles.lockPerson(new ProfileId(job.claimed().profile()));
        var joins = job.header("action").orElseThrow().equals(JOIN);
        // whoever has left the journey or reached its goal is not put in any more; taking out is always right
        if (!joins || claim.holdActive(job.enrolment(), job.instance())) {
            decisions.decide(job, () -> joins ? join(job, person) : leave(job, person));
        }
        return Map.of();
    }

    private StepDecisions.Decision join(StepJob job, ProfileId person) {
        var place = place(job);
        return switch (audiences.join(place, person, job.header("topic").orElseThrow(), job.enrolment())) {
            case Audiences.Joining.Refused(var reason) ->
                new StepDecisions.Decision("refused", "Not put into " + place + ": " + reason + ".");
            case Audiences.Joining.Joined() -> new StepDecisions.Decision("joined", "Put into " + place + ".");
            case Audiences.Joining.AlreadyIn() -> new StepDecisions.Decision("already-in", "Was in " + place + ".");
        };
    }

    private StepDecisions.Decision leave(StepJob job, ProfileId person) {
        var place = place(job);
        return audiences.leave(place, person, Audiences.STEP)
                ? new StepDecisions.Decision("left", "Taken out of " + place + ".")
                : new StepDecisions.Decision("not-in", "Was not in " + place + ".");
    }

    private static Place place(StepJob job) {
        return new Place(
                job.header("audience").orElseThrow(),
                job.header("network").flatMap(Network::of).orElseThrow());
    }
}
