package dev.waymark.message;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.support.Actor;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import dev.waymark.support.StrictJson;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sending a template to a colleague, as a person would read it. */
@Path("/api/templates/{key}/test-sends")
@Tag(name = "Templates")
@RunOnVirtualThread
class TestSendResource {

    private static final int LONGEST_ADDRESS = 254;

    private final TestSends sends;

    TestSendResource(TestSends sends) {
        this.sends = sends;
    }

    /** As whom, how and where to. */
    record TestSendBody(
            @Nullable String userId,
            @Nullable UUID profileId,
            @Nullable Integer version,
            @Nullable String locale,
            @Nullable String channel,
            @Nullable String address) {

        PreviewWish wish() {
            return new PreviewWish(userId, profileId, version, locale, channel);
        }
    }

    @POST
    @CustomDeserialization(StrictJson.class)
    @Operation(summary = "Send a version to a test address, marked as a test; nothing counts it, and it burns no code")
    public TestSends.TestSendView send(
            String key, @HeaderParam(Actor.HEADER) @Nullable String actor, @Nullable TestSendBody body) {
        var who = Actor.of(actor);
        if (body == null || body.address() == null || body.address().length() > LONGEST_ADDRESS) {
            throw new RejectedRequest(Rejection.at(
                    "/address",
                    INVALID,
                    "address-missing",
                    "Expected address to say where to, in at most 254 characters, but it does not."));
        }
        return sends.send(key, body.wish(), body.address(), who).orProblem();
    }
}
