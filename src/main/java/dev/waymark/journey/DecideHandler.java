package dev.waymark.journey;

import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.CurrentSegments;
import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Lets the rules decide: the first of the named segments that the person is in. Thread-safe. */
@ApplicationScoped
class DecideHandler implements StepHandler {

    private static final String SEGMENTS = "segments";
    private static final String NONE = "none";

    private final StepDecisions decisions;
    private final CurrentSegments segments;

    DecideHandler(StepDecisions decisions, CurrentSegments segments) {
        this.decisions = decisions;
        this.segments = segments;
    }

    @Override
    public String jobType() {
        return "waymark:decide:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(StepHeader.required(SEGMENTS, new StepHeader.Kind.Keys(KeyCatalogue.Kind.SEGMENT)));
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var decision = decisions.decide(job, () -> decide(job));
        return Map.of("decision", decision.word());
    }

    private StepDecisions.Decision decide(StepJob job) {
        var current = segments.of(new ProfileId(job.claimed().profile()));
        var asked = job.header(SEGMENTS).orElse("");
        return Arrays.stream(asked.split(","))
                .map(String::strip)
                .filter(current::contains)
                .findFirst()
                .map(segment -> new StepDecisions.Decision(segment, "Is in the segment " + segment + "."))
                .orElseGet(() -> new StepDecisions.Decision(NONE, "Is in none of " + asked + "."));
    }
}
