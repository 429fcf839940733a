package dev.waymark.message.callback;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What LINE tells us: signed by HMAC-SHA256 over the bytes of the body by the channel secret. */
@Path("/v1/callbacks/line")
@Tag(name = "Callbacks")
@RunOnVirtualThread
class LineCallbackResource {

    /** Many events, each of a text of 5,000 characters. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final LineCallbacks callbacks;
    private final Optional<String> secret;

    LineCallbackResource(
            LineCallbacks callbacks, @ConfigProperty(name = "waymark.line.secret") Optional<String> secret) {
        this.callbacks = callbacks;
        this.secret = secret.map(String::strip);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Somebody has written to the account, blocked it or let it write again")
    public void take(@HeaderParam("X-Line-Signature") @Nullable String signature, InputStream sent) {
        var key = secret.orElseThrow(() -> Signatures.closed("WAYMARK_LINE_SECRET"));
        var body = Signatures.body(sent, MAX_BYTES);
        var signed = Signatures.hmac("HmacSHA256", key.getBytes(StandardCharsets.UTF_8), body);
        if (!Signatures.isSame(signed, signature)) {
            throw Signatures.refused();
        }
        callbacks.take(body);
    }
}
