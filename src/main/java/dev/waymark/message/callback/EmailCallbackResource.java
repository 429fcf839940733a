package dev.waymark.message.callback;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Mail that came back to us, and complaints, as the mail server posts them whole; signed as our own webhooks are. */
@Path("/v1/callbacks/email")
@Tag(name = "Callbacks")
@RunOnVirtualThread
class EmailCallbackResource {

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final EmailSignature signature;
    private final EmailCallbacks callbacks;

    EmailCallbackResource(EmailSignature signature, EmailCallbacks callbacks) {
        this.signature = signature;
        this.callbacks = callbacks;
    }

    @POST
    @Consumes("message/rfc822")
    @Operation(summary = "A delivery status notification (RFC 3464) or a complaint (RFC 5965), as it arrived")
    public void take(@BeanParam EmailSignature.Signed signed, byte[] body) {
        signature.require(signed, body);
        if (body.length > MAX_BYTES) {
            throw new RejectedRequest(Rejection.of(
                    Rejection.Kind.TOO_LARGE,
                    "body-too-large",
                    "Expected a report of at most 4 MB, but it is larger. Let the mail server return headers only."));
        }
        callbacks.take(body);
    }
}
