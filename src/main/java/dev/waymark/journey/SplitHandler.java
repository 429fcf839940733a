package dev.waymark.journey;

import dev.waymark.engine.Shares;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.experiment.Assignment;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives each person one arm of an experiment, always the same one. Thread-safe. */
@ApplicationScoped
class SplitHandler implements StepHandler {

    private static final String ARMS = "arms";
    private static final String EXPERIMENT = "experiment";

    private final StepDecisions decisions;

    SplitHandler(StepDecisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public String jobType() {
        return "waymark:split:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(
                StepHeader.required(ARMS, new StepHeader.Kind.Split()),
                StepHeader.optional(EXPERIMENT, new StepHeader.Kind.NewKey()));
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var decision = decisions.decide(job, () -> assign(job));
        return Map.of("arm", decision.word());
    }

    private static StepDecisions.Decision assign(StepJob job) {
        var experiment = job.header(EXPERIMENT).orElse(job.claimed().journey() + "/" + job.elementId());
        var shares = new LinkedHashMap<String, Double>();
        Shares.of(job.header(ARMS).orElse(""))
                .arms()
                .forEach(share -> shares.put(share.arm(), (double) share.percent()));
        var arm = Assignment.arm(experiment, shares, new ProfileId(job.claimed().profile()));
        return new StepDecisions.Decision(arm, "By the person's place in the experiment " + experiment + ".");
    }
}
