package dev.waymark.message.callback;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.InputStream;
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
    public void take(@BeanParam EmailSignature.Signed signed, InputStream sent) {
        signature.require(signed);
        var body = Signatures.body(sent, MAX_BYTES);
        signature.require(signed, body);
        callbacks.take(body);
    }
}
