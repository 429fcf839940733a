package dev.waymark.profile;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** People: finding one by any identity, seeing what is known, forgetting. */
@Path("/api/profiles")
@Tag(name = "Profiles")
@RunOnVirtualThread
class ProfileResource {

    private final ProfileCards cards;
    private final Erasure erasure;

    ProfileResource(ProfileCards cards, Erasure erasure) {
        this.cards = cards;
        this.erasure = erasure;
    }

    /** The profiles found: none or one. */
    record Found(List<ProfileCards.ProfileCard> items) {}

    @GET
    @Operation(
            summary = "Find a profile by an identity",
            description = "kind is user, anonymous, email, phone or line; e-mail in lower case, phone in E.164")
    public Found find(@QueryParam("kind") @Nullable String kind, @QueryParam("value") @Nullable String value) {
        if (kind == null || value == null || !Identity.KINDS.contains(kind)) {
            throw new RejectedRequest(Rejection.at(
                    "/kind",
                    INVALID,
                    "identity-missing",
                    "Expected kind (user, anonymous, email, phone or line) and value, but one is missing or unknown."));
        }
        return new Found(cards.find(new Identity(kind, value)).map(List::of).orElseGet(List::of));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A profile with its identities and traits; of a merged one the person it is by now")
    public ProfileCards.ProfileCard show(UUID id) {
        return cards.find(new ProfileId(id)).orElseThrow(ProfileResource::unknown);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Forget a person",
            description =
                    "Traits, identities, events and message bodies are deleted and running journeys cancelled when"
                            + " this answers. Whoever comes under the same identity later is somebody new.")
    public Erasure.Erased erase(UUID id) {
        return erasure.erase(new ProfileId(id)).orProblem();
    }

    private static RejectedRequest unknown() {
        return new RejectedRequest(Rejection.of(
                UNKNOWN,
                "profile-unknown",
                "Expected the id of a profile, but there is none by this id, or it was erased."));
    }
}
