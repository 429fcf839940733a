package dev.waymark.console;

import dev.waymark.message.Unsubscribing;
import dev.waymark.message.Unsubscribing.Standing;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page that a person reaches by the link in a message. Looking at it changes nothing, because programs look at links
 * too; a POST acts at once, whether a person's button sends it or their mail program (RFC 8058).
 */
@Path("/u/{token}")
@RunOnVirtualThread
class UnsubscribePageResource {

    private final Unsubscribing unsubscribing;

    UnsubscribePageResource(Unsubscribing unsubscribing) {
        this.unsubscribing = unsubscribing;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance unsubscribe(UnsubscribeView view);
    }

    @GET
    @Operation(hidden = true)
    public Response show(String token) {
        return page(token, unsubscribing.look(token));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response unsubscribe(String token) {
        return page(token, unsubscribing.unsubscribe(token));
    }

    @POST
    @Path("undo")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response undo(String token) {
        return page("../" + token, unsubscribing.undo(token));
    }

    /** @param here the page's own address, as seen from where the answer is shown */
    private static Response page(String here, Optional<Standing> standing) {
        var view = standing.map(found -> UnsubscribeView.of(here, found)).orElseGet(UnsubscribeView::missing);
        var status = standing.isPresent() ? Response.Status.OK : Response.Status.NOT_FOUND;
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(Templates.unsubscribe(view).render())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
