package dev.waymark.consent;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.consent.Suppressions.Suppression;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Actor;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Leaving one person alone, whatever they have allowed. */
@Path("/api/profiles/{id}/suppression")
@Tag(name = "Consent")
@RunOnVirtualThread
class SuppressionResource {

    private static final int LONGEST_REASON = 200;

    private final Suppressions suppressions;
    private final Profiles profiles;

    SuppressionResource(Suppressions suppressions, Profiles profiles) {
        this.suppressions = suppressions;
        this.profiles = profiles;
    }

    /** Why. */
    record SuppressionBody(@Nullable String reason) {}

    @GET
    @Operation(summary = "Why and since when somebody is left alone")
    public Suppression show(UUID id) {
        return suppressions
                .of(profiles.current(new ProfileId(id)))
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN, "not-suppressed", "Expected somebody who is left alone, but this person is not.")));
    }

    @PUT
    @Operation(summary = "Leave somebody alone: only messages they have asked for are sent")
    public Suppression suppress(
            UUID id, @HeaderParam(Actor.HEADER) @Nullable String actor, @Nullable SuppressionBody body) {
        var reason = body == null || body.reason() == null
                ? ""
                : body.reason().replace("\0", "").strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new RejectedRequest(Rejection.at(
                    "/reason",
                    INVALID,
                    "reason-missing",
                    "Expected a reason of 1 to 200 characters, but there is none."));
        }
        return suppressions.suppress(new ProfileId(id), reason, Actor.of(actor)).orProblem();
    }

    @DELETE
    @Operation(summary = "Write to somebody again, as far as they allow it")
    public void lift(UUID id, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        suppressions.lift(new ProfileId(id), Actor.of(actor));
    }
}
