package dev.waymark.console;

import dev.waymark.console.IncidentsView.CommandRow;
import dev.waymark.console.IncidentsView.IncidentRow;
import dev.waymark.engine.Outbox;
import dev.waymark.engine.Outbox.RefusedCommand;
import dev.waymark.incident.Incident;
import dev.waymark.incident.Incidents;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;

/** What has stopped and needs a person? */
@Path("/incidents")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class IncidentPageResource {

    private static final int ON_A_PAGE = 50;

    private final Incidents incidents;
    private final Outbox outbox;

    IncidentPageResource(Incidents incidents, Outbox outbox) {
        this.incidents = incidents;
        this.outbox = outbox;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance incidents(IncidentsView view);
    }

    @GET
    public TemplateInstance list(@QueryParam("after") @DefaultValue("0") long after) {
        var page = incidents.open(null, after, ON_A_PAGE);
        return Templates.incidents(new IncidentsView(
                page.items().stream().map(IncidentPageResource::row).toList(),
                after,
                page.next(),
                outbox.refusedCommands(ON_A_PAGE).stream()
                        .map(IncidentPageResource::row)
                        .toList()));
    }

    private static IncidentRow row(Incident incident) {
        return new IncidentRow(
                Long.toString(incident.key()),
                incident.enrolment().toString(),
                incident.journey(),
                incident.step(),
                incident.elementId(),
                Texts.words(Objects.requireNonNullElse(incident.reason(), incident.kind())),
                Texts.time(incident.since()),
                incident.retrying());
    }

    private static CommandRow row(RefusedCommand command) {
        return new CommandRow(
                Texts.words(command.kind()),
                command.enrolment().toString(),
                Texts.words(command.code()),
                command.attempts(),
                Texts.time(command.createdAt()));
    }
}
