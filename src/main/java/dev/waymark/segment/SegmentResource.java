package dev.waymark.segment;

import dev.waymark.support.Finding;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Segments and the rules behind them. */
@Path("/api")
@Tag(name = "Segments")
@RunOnVirtualThread
class SegmentResource {

    private final RuleSets ruleSets;
    private final Memberships memberships;
    private final DueEvaluations evaluations;

    SegmentResource(RuleSets ruleSets, Memberships memberships, DueEvaluations evaluations) {
        this.evaluations = evaluations;
        this.ruleSets = ruleSets;
        this.memberships = memberships;
    }

    /**
     * The live rule set; {@code findings} say why the files in the folder are not it.
     *
     * @param quarantined files of it that are not asked, because they took too long or broke
     * @param followed whether everybody's memberships rest on it; false while they are gone through
     */
    record RuleSetAnswer(
            String version,
            Instant activeSince,
            boolean followed,
            List<SegmentDefinition> segments,
            List<Quarantined> quarantined,
            List<Finding> findings) {}

    /** A segment with its size. */
    record SegmentAnswer(String key, String title, String owner, String file, long profiles) {}

    @GET
    @Path("rule-set")
    @Operation(summary = "The live rule set, and what is wrong with the files if they were refused")
    public RuleSetAnswer ruleSet() {
        var active = ruleSets.active();
        return new RuleSetAnswer(
                active.version(),
                ruleSets.activeSince(),
                evaluations.isFollowed(),
                active.segments(),
                active.quarantined(),
                ruleSets.findings());
    }

    @GET
    @Path("segments")
    @Operation(summary = "All segments with how many profiles are in each now")
    public List<SegmentAnswer> segments() {
        return ruleSets.active().segments().stream()
                .map(one ->
                        new SegmentAnswer(one.key(), one.title(), one.owner(), one.file(), memberships.size(one.key())))
                .toList();
    }
}
