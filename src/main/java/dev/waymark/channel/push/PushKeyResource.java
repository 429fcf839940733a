package dev.waymark.channel.push;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a browser has to be told before it can show push messages; it is no secret. */
@Path("/v1/push-key")
@Tag(name = "On-site")
@RunOnVirtualThread
class PushKeyResource {

    private final PushKeys keys;

    PushKeyResource(PushKeys keys) {
        this.keys = keys;
    }

    /** In base64url, as {@code applicationServerKey} wants it. */
    record PushKeyAnswer(String publicKey) {}

    @GET
    @Operation(summary = "The public key for PushManager.subscribe")
    public PushKeyAnswer show() {
        return new PushKeyAnswer(keys.get().publicKey());
    }
}
