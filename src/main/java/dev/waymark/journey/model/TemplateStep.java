package dev.waymark.journey.model;

import dev.waymark.engine.StepHeader;
import dev.waymark.support.DefinitionFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step that shows a template to somebody, once for each road.
 *
 * @param channel key of the road it takes: that of the step, or {@code onsite}
 * @param topic key of what it is about; empty where the step names none
 */
public record TemplateStep(String elementId, String template, String channel, String topic) {

    private static final String TEMPLATE_KEY = "templateKey";
    private static final String ONSITE = "onsite";

    /** Those of a file that has passed the check. */
    public static List<TemplateStep> in(DefinitionFile file) {
        return JourneyDraft.ofSound(file)
                .graph()
                .all()
                .filter(task -> task.header(TEMPLATE_KEY).isPresent())
                .flatMap(task -> roads(task)
                        .map(channel -> new TemplateStep(
                                task.id(),
                                task.header(TEMPLATE_KEY).orElseThrow(),
                                channel,
                                task.header("topic").orElse(""))))
                .toList();
    }

    private static Stream<String> roads(BpmnElement task) {
        return task.doesJob(Bpmn.SHOW_ON_SITE)
                ? Stream.of(ONSITE)
                : StepHeader.keys(task.header("channel").orElse("")).stream();
    }
}
