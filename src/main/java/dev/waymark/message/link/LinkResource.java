package dev.waymark.message.link;

import dev.waymark.message.SentMessage;
import dev.waymark.message.SentMessages;
import dev.waymark.message.link.Tokens.Named;
import dev.waymark.message.link.Tokens.Purpose;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Where links of messages lead: on to what was rendered, and nowhere else. Nothing of a request decides where; what is not
 * ours, or no more, is a page that says so.
 */
@Path("/")
@RunOnVirtualThread
class LinkResource {

    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final String MISSING = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Nothing here</title>
            <style>body{font:1.1em/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1em}</style></head>
            <body><main><h1>There is nothing here</h1>
            <p>This link does not lead anywhere, or not any more. Open the one in the message again.</p>
            <p lang="th">ลิงก์นี้ไม่ถูกต้องหรือใช้ไม่ได้แล้ว กรุณาเปิดลิงก์ในข้อความอีกครั้ง</p></main></body>
            </html>
            """;

    private final Tokens tokens;
    private final SentMessages messages;
    private final Visits visits;

    LinkResource(Tokens tokens, SentMessages messages, Visits visits) {
        this.tokens = tokens;
        this.messages = messages;
        this.visits = visits;
    }

    @GET
    @Path("l/{token}")
    @Operation(hidden = true)
    public Response follow(
            String token,
            @Context Request request,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String agent,
            @HeaderParam("Sec-Purpose") @Nullable String purpose) {
        var named = tokens.read(Purpose.LINK, token);
        var message = named.flatMap(ours -> messages.find(ours.message()));
        if (named.isEmpty() || message.isEmpty()) {
            return missing();
        }
        var target = target(message.get(), named.get());
        if (target.isPresent() || named.get().number() == OutgoingLinks.TRAP) {
            var suspicion = Machines.suspicion(request.getMethod(), agent, purpose);
            visits.add(message.get().id(), named.get().number(), suspicion);
        }
        return target.map(LinkResource::onTo).orElseGet(LinkResource::missing);
    }

    @GET
    @Path("o/{token}.gif")
    @Operation(hidden = true)
    public Response opened(
            String token,
            @Context Request request,
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String agent,
            @HeaderParam("Sec-Purpose") @Nullable String purpose) {
        var message = tokens.read(Purpose.PICTURE, token).flatMap(ours -> messages.find(ours.message()));
        if (message.isEmpty()) {
            return missing();
        }
        visits.add(message.get().id(), null, Machines.suspicion(request.getMethod(), agent, purpose));
        return unkept(Response.ok(PIXEL).type("image/gif"));
    }

    private static Optional<URI> target(SentMessage message, Named named) {
        return named.number() < message.links().size()
                ? Optional.of(message.links().get(named.number()))
                        .filter(LinkReplacement::isWeb)
                        .map(URI::create)
                : Optional.empty();
    }

    private static Response onTo(URI target) {
        return unkept(Response.status(Response.Status.FOUND).header(HttpHeaders.LOCATION, target.toASCIIString()));
    }

    private static Response missing() {
        return unkept(Response.status(Response.Status.NOT_FOUND)
                .type("text/html; charset=UTF-8")
                .entity(MISSING));
    }

    private static Response unkept(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
