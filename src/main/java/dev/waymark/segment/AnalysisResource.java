package dev.waymark.segment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is strange about the live rule set as a whole. */
@Path("/api/rule-set/analysis")
@Tag(name = "Segments")
@RunOnVirtualThread
class AnalysisResource {

    private final RuleSets ruleSets;
    private final KnownNames known;

    AnalysisResource(RuleSets ruleSets, KnownNames known) {
        this.ruleSets = ruleSets;
        this.known = known;
    }

    @GET
    @Operation(
            summary = "Overlaps and gaps within groups, rules that never decide, and names that nobody ever sent",
            description = "Tries what can be answered to the rules' questions, so it may take seconds.")
    public RuleSetAnalysis analyse() {
        return ruleSets.active().analyse(known);
    }
}
