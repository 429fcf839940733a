package dev.waymark.message;

import dev.waymark.journey.JourneyTemplates;
import dev.waymark.support.Sql;
import dev.waymark.template.TemplateUses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who needs a template: the journeys that show it, and the messages that were written with it. Thread-safe. */
@ApplicationScoped
class UsesOfTemplates implements TemplateUses {

    private final JourneyTemplates journeys;
    private final Sql sql;

    UsesOfTemplates(JourneyTemplates journeys, Sql sql) {
        this.journeys = journeys;
        this.sql = sql;
    }

    @Override
    public List<Use> of(String template) {
        return journeys.showing(template).stream()
                .map(step -> new Use(
                        "step %s of journey %s, version %d,"
                                .formatted(step.elementId(), step.journey(), step.version()),
                        step.channel(),
                        step.topic()))
                .toList();
    }

    @Override
    public boolean isWritten(String template, String hash) {
        return !sql.query(
                        "select 1 from message where template = ? and template_version = ? limit 1",
                        row -> true,
                        template,
                        hash)
                .isEmpty();
    }
}
