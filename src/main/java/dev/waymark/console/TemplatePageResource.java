package dev.waymark.console;

import dev.waymark.console.TemplatesView.ChannelRow;
import dev.waymark.console.TemplatesView.TemplateRow;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.template.LiveTemplates;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateFollower;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What would a person read? */
@Path("/templates")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class TemplatePageResource {

    private final LiveTemplates live;
    private final TemplateFollower follower;
    private final TemplatePages pages;

    TemplatePageResource(LiveTemplates live, TemplateFollower follower, TemplatePages pages) {
        this.live = live;
        this.follower = follower;
        this.pages = pages;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance templates(TemplatesView view);

        static native TemplateInstance template(TemplatePage page);
    }

    @GET
    public TemplateInstance list() {
        return Templates.templates(
                new TemplatesView(live.all().stream().map(this::row).toList(), follower.findings()));
    }

    @GET
    @Path("{key}")
    public TemplateInstance show(String key, @BeanParam PreviewForm asked) {
        return sound(key)
                .flatMap(sound -> pages.page(sound, asked))
                .map(Templates::template)
                .orElseThrow(
                        () -> new NotFoundException("Expected the key of a template, but there is none by this key."));
    }

    @GET
    @Path("{key}/body")
    public Response body(String key, @BeanParam PreviewForm asked) {
        return sound(key)
                .flatMap(sound -> pages.html(sound, asked))
                .map(MailBody::of)
                .orElseThrow(() -> new NotFoundException("Expected a preview with an HTML part, but there is none."));
    }

    private static Optional<String> sound(String key) {
        return Optional.of(key).filter(written -> written.matches(KeyCatalogue.KEY));
    }

    private TemplateRow row(Template template) {
        return new TemplateRow(
                template.key(),
                template.title(),
                template.channels().stream()
                        .map(channel -> new ChannelRow(channel, String.join(", ", template.locales(channel))))
                        .toList(),
                template.offer(),
                live.version(template.key()).orElse(0));
    }
}
