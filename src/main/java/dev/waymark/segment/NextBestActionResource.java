package dev.waymark.segment;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What to do with a person next. */
@Path("/api/profiles/{id}/next-best-actions")
@Tag(name = "Segments")
@RunOnVirtualThread
class NextBestActionResource {

    private final NextBestActions actions;

    NextBestActionResource(NextBestActions actions) {
        this.actions = actions;
    }

    @GET
    @Operation(
            summary = "What the policies propose to do with a person now, the best first",
            description = "Each with rule, reason and the facts the rule looked at; nothing is stored or started.")
    public NextBestActions.Proposed propose(UUID id) {
        return actions.of(new ProfileId(id))
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "profile-unknown",
                        "Expected the id of a profile, but there is none by this id, or it was erased.")));
    }
}
