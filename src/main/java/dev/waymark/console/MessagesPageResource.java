package dev.waymark.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What became of a journey's messages? */
@Path("/journeys/{key}/messages")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class MessagesPageResource {

    private final MessagesPages pages;

    MessagesPageResource(MessagesPages pages) {
        this.pages = pages;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance messages(MessagesView view);
    }

    @GET
    public TemplateInstance messages(String key) {
        return pages.of(key)
                .map(Templates::messages)
                .orElseThrow(() -> new NotFoundException("Expected the key of a journey, but there is none by it."));
    }
}
