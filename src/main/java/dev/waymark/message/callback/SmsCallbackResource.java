package dev.waymark.message.callback;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the provider of short messages tells us, as Twilio does: a signed form. */
@Path("/v1/callbacks/sms")
@Tag(name = "Callbacks", description = "For providers; each call is signed")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
class SmsCallbackResource {

    /** Nothing is to be answered to whoever wrote. */
    private static final String NO_ANSWER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    private final SmsSignature signature;
    private final SmsCallbacks callbacks;

    SmsCallbackResource(SmsSignature signature, SmsCallbacks callbacks) {
        this.signature = signature;
        this.callbacks = callbacks;
    }

    @POST
    @Path("status")
    @Operation(summary = "What became of a short message; one that is not known changes nothing")
    public void status(
            @Context UriInfo called,
            @HeaderParam(SmsSignature.HEADER) @Nullable String signed,
            @QueryParam("m") @Nullable String token,
            MultivaluedMap<String, String> form) {
        signature.require(called, form, signed);
        callbacks.status(token, form);
    }

    @POST
    @Path("incoming")
    @Produces(MediaType.TEXT_XML)
    @Operation(summary = "Somebody has written to our number: STOP and the like withdraw, all else is a reply")
    public String incoming(
            @Context UriInfo called,
            @HeaderParam(SmsSignature.HEADER) @Nullable String signed,
            MultivaluedMap<String, String> form) {
        signature.require(called, form, signed);
        callbacks.incoming(form);
        return NO_ANSWER;
    }
}
