package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A task asks for work that Waymark knows, with everything the work needs. */
final class TaskRules {

    static final List<JourneyRule> ALL = List.of(
            TaskRules::jobTypeIsKnown,
            TaskRules::retriesAreANumber,
            (journey, known) -> sendMessageNames(journey, "templateKey", "template", known.templates()),
            (journey, known) -> sendMessageNames(journey, "channel", "channel", known.channels()));

    private TaskRules() {}

    private static Stream<Finding> jobTypeIsKnown(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.TASK)
                .filter(task -> !known.jobTypes().contains(task.jobType()))
                .map(task -> journey.finding(
                        task,
                        task.jobType().isEmpty()
                                ? "Expected a job type on a service task, but there is none. Apply an element template."
                                : EntryRules.unknown("job type", task.jobType(), known.jobTypes())));
    }

    private static Stream<Finding> retriesAreANumber(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.TASK)
                .filter(task -> task.xml()
                        .extensions("taskDefinition")
                        .map(definition -> definition.attribute("retries"))
                        .anyMatch(retries -> !retries.matches("[1-9]?|[1-4][0-9]")))
                .map(task -> journey.finding(
                        task, "Expected retries from 1 to 49, but they are something else. Correct or remove them."));
    }

    private static Stream<Finding> sendMessageNames(
            JourneyDraft journey, String header, String what, Set<String> keys) {
        return journey.graph()
                .all()
                .filter(task -> task.doesJob(Bpmn.SEND_MESSAGE))
                .filter(task -> task.header(header).filter(keys::contains).isEmpty())
                .map(task -> journey.finding(
                        task,
                        task.header(header)
                                .map(key -> EntryRules.unknown(what, key, keys))
                                .orElse("Expected the task header " + header
                                        + " on a task that sends a message, but there is none. Add it.")));
    }
}
