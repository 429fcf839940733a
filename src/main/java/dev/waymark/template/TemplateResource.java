package dev.waymark.template;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.support.Actor;
import dev.waymark.support.Finding;
import dev.waymark.support.Intent;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Templates as people get them now, and going back to what they got before. */
@Path("/api/templates")
@Tag(name = "Templates")
@RunOnVirtualThread
class TemplateResource {

    private final LiveTemplates live;
    private final TemplateFollower follower;
    private final TemplateRequests requests;

    TemplateResource(LiveTemplates live, TemplateFollower follower, TemplateRequests requests) {
        this.live = live;
        this.follower = follower;
        this.requests = requests;
    }

    /**
     * A template that is live.
     *
     * @param channels locales by channel
     */
    record TemplateAnswer(
            String key,
            String title,
            int version,
            String hash,
            @Nullable String offer,
            Map<String, Collection<String>> channels,
            List<Parameter> parameters) {

        static TemplateAnswer of(Template template, int version) {
            var channels = new TreeMap<String, Collection<String>>();
            template.channels().forEach(channel -> channels.put(channel, template.locales(channel)));
            return new TemplateAnswer(
                    template.key(),
                    template.title(),
                    version,
                    template.version(),
                    template.offer(),
                    channels,
                    template.parameters());
        }
    }

    /** All templates; {@code findings} say why files in the folder are not among them. */
    record TemplatesAnswer(List<TemplateAnswer> items, List<Finding> findings) {}

    /** Which version is to be live again, and why. */
    record RollbackBody(@Nullable Integer to, @Nullable String reason) {}

    @GET
    @Operation(summary = "All templates that are live, and what is wrong with files that were refused")
    public TemplatesAnswer list() {
        var items = live.all().stream().map(this::answer).toList();
        return new TemplatesAnswer(items, follower.findings());
    }

    @GET
    @Path("{key}")
    @Operation(summary = "One template as it is live, with its parameters")
    public TemplateAnswer show(String key) {
        return live.find(key).map(this::answer).orElseThrow(TemplateResource::unknownTemplate);
    }

    @POST
    @Path("{key}/rollback")
    @Operation(summary = "Let a version that was live before be so again, at once")
    public TemplateVersionView rollBack(
            String key, @HeaderParam(Actor.HEADER) @Nullable String actor, @Nullable RollbackBody body) {
        var who = Actor.of(actor);
        if (body == null
                || body.to() == null
                || body.reason() == null
                || body.reason().isBlank()) {
            throw new RejectedRequest(Rejection.of(
                    INVALID,
                    "rollback-incomplete",
                    "Expected to with the number of a version and reason with a sentence, but one is missing."));
        }
        return requests.rollBack(key, body.to(), new Intent(who, TemplateVersionResource.plain(body.reason())))
                .orProblem();
    }

    private TemplateAnswer answer(Template template) {
        return TemplateAnswer.of(template, live.version(template.key()).orElse(0));
    }

    static RejectedRequest unknownTemplate() {
        return new RejectedRequest(
                Rejection.of(UNKNOWN, "template-unknown", "Expected the key of a template, but there is none by it."));
    }
}
