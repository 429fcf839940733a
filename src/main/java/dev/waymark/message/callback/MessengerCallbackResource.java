package dev.waymark.message.callback;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What Meta tells us of a page in Messenger: signed by HMAC-SHA256 over the bytes of the body by the secret of the app. */
@Path("/v1/callbacks/messenger")
@Tag(name = "Callbacks")
@RunOnVirtualThread
class MessengerCallbackResource {

    private final MessengerCallbacks callbacks;
    private final MetaApp app;

    MessengerCallbackResource(
            MessengerCallbacks callbacks,
            @ConfigProperty(name = "waymark.messenger.app-secret") Optional<String> secret,
            @ConfigProperty(name = "waymark.messenger.verify-token") Optional<String> token) {
        this.callbacks = callbacks;
        this.app = new MetaApp("WAYMARK_MESSENGER", secret, token);
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "Meta asks whether this address is ours, by the word that was agreed")
    public String confirm(
            @QueryParam(MetaApp.MODE) @Nullable String mode,
            @QueryParam(MetaApp.TOKEN) @Nullable String token,
            @QueryParam(MetaApp.CHALLENGE) @Nullable String challenge) {
        return app.confirm(mode, token, challenge);
    }

    /** Meta counts no answer but 200 as taken. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(200)
    @Operation(summary = "What became of messages, and that people wrote to the page")
    public void take(@HeaderParam(MetaApp.SIGNATURE) @Nullable String signature, InputStream sent) {
        callbacks.take(app.body(sent, signature));
    }
}
