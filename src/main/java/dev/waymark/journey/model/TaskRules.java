package dev.waymark.journey.model;

import dev.waymark.engine.StepHeader;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.KeyCatalogue.Kind;
import dev.waymark.support.WrittenDuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task asks for work that Waymark knows, with everything the work needs. */
final class TaskRules {

    static final List<JourneyRule> ALL = List.of(
            TaskRules::jobTypeIsKnown,
            TaskRules::retriesAreANumber,
            TaskRules::headersAreDeclared,
            TaskRules::requiredHeadersAreGiven,
            TaskRules::headersAreSound,
            TaskRules::messagesAreWritten,
            TaskRules::mailsSayHowToUnsubscribe,
            TaskRules::nobodyIsRenamed,
            TaskRules::remindersComeBeforeTheDeadline);

    /** Traits by which people are known: the same one for everybody would make one person of them. */
    private static final Set<String> NAMES_OF_PEOPLE = Set.of("email", "phone", "lineId");

    private static final String DEADLINE = "deadline";
    private static final String EMAIL = "email";

    private TaskRules() {}

    private static Stream<Finding> jobTypeIsKnown(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.TASK)
                .filter(task -> !known.headers().containsKey(task.jobType()))
                .map(task -> journey.finding(
                        task,
                        task.jobType().isEmpty()
                                ? "Expected a job type on a service task, but there is none. Apply an element template."
                                : KeyCatalogue.unknown(
                                        "job type",
                                        task.jobType(),
                                        known.headers().keySet())));
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

    private static Stream<Finding> headersAreDeclared(JourneyDraft journey, KnownKeys known) {
        return tasksOfKnownTypes(journey, known)
                .flatMap(task -> task.xml()
                        .extensions("taskHeaders")
                        .flatMap(headers -> headers.children().stream())
                        .filter(header -> names(known, task).noneMatch(header.attribute("key")::equals))
                        .map(header -> journey.finding(header, task.xml(), undeclared(header, names(known, task)))));
    }

    private static String undeclared(XmlElement header, Stream<String> declared) {
        var names = declared.collect(Collectors.joining(", "));
        return "Expected " + (names.isEmpty() ? "no task headers" : "one of the task headers " + names) + ", but found "
                + header.attribute("key") + ". " + (names.isEmpty() ? "Remove it." : "Correct its name or remove it.");
    }

    private static Stream<String> names(KnownKeys known, BpmnElement task) {
        return known.headers().get(task.jobType()).stream().map(StepHeader::name);
    }

    private static Stream<Finding> requiredHeadersAreGiven(JourneyDraft journey, KnownKeys known) {
        return tasksOfKnownTypes(journey, known)
                .flatMap(task -> known.headers().get(task.jobType()).stream()
                        .filter(header ->
                                header.required() && task.header(header.name()).isEmpty())
                        .map(header -> journey.finding(
                                task, "Expected the task header " + header.name() + ", but there is none. Add it.")));
    }

    private static Stream<Finding> headersAreSound(JourneyDraft journey, KnownKeys known) {
        return tasksOfKnownTypes(journey, known)
                .flatMap(task -> known.headers().get(task.jobType()).stream()
                        .flatMap(header ->
                                task.header(header.name()).flatMap(value -> header.check(value, known.keys())).stream())
                        .map(sentence -> journey.finding(task, sentence)));
    }

    /** A template without a text for a channel would leave out whoever is reached by that one. */
    private static Stream<Finding> messagesAreWritten(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.TASK)
                .filter(task -> task.doesJob(Bpmn.SEND_MESSAGE))
                .flatMap(task -> StepHeader.keys(task.header("channel").orElse("")).stream()
                        .filter(channel ->
                                isUnwritten(task.header("templateKey").orElse(""), channel, known))
                        .map(channel -> journey.finding(
                                task,
                                "Expected the template "
                                        + task.header("templateKey").orElse("")
                                        + " to have a text for the channel " + channel
                                        + ", but there is none. Write it, or choose another channel.")));
    }

    private static boolean isUnwritten(String template, String channel, KnownKeys known) {
        return known.unknown(Kind.TEMPLATE, template).isEmpty()
                && known.unknown(Kind.CHANNEL, channel).isEmpty()
                && known.unknown(Kind.TEMPLATE_BY_CHANNEL, template + "/" + channel)
                        .isPresent();
    }

    /** Other channels have ways of their own: STOP, leaving the chat, the switch in the app. */
    private static Stream<Finding> mailsSayHowToUnsubscribe(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.TASK)
                .filter(task -> task.doesJob(Bpmn.SEND_MESSAGE))
                .filter(task ->
                        StepHeader.keys(task.header("channel").orElse("")).contains(EMAIL))
                .filter(task -> known.unknown(
                                Kind.REFUSABLE_TOPIC, task.header("topic").orElse(""))
                        .isEmpty())
                .filter(task -> isWrittenWithoutLink(task.header("templateKey").orElse(""), known))
                .map(
                        task -> journey.finding(
                                task,
                                "Expected each mail of the template "
                                        + task.header("templateKey").orElse("")
                                        + " to say how to unsubscribe, as its topic can be refused, but one does not. Declare"
                                        + " unsubscribe: {from: message.unsubscribe} and link to it, or choose another topic."));
    }

    private static boolean isWrittenWithoutLink(String template, KnownKeys known) {
        return known.unknown(Kind.TEMPLATE_BY_CHANNEL, template + "/" + EMAIL).isEmpty()
                && known.unknown(Kind.TEMPLATE_WITH_UNSUBSCRIBING, template).isPresent();
    }

    private static Stream<Finding> nobodyIsRenamed(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.TASK)
                .filter(task -> task.doesJob(Bpmn.UPDATE_TRAIT))
                .filter(task ->
                        task.header("trait").filter(NAMES_OF_PEOPLE::contains).isPresent())
                .map(task -> journey.finding(
                        task,
                        "Expected a trait that may be the same for many people, but people are known by "
                                + task.header("trait").orElseThrow() + ". Choose another."));
    }

    private static Stream<Finding> remindersComeBeforeTheDeadline(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.TASK)
                .filter(task -> task.doesJob(Bpmn.CREATE_TASK))
                .flatMap(task -> Stream.of("remindAfter", "escalateAfter")
                        .filter(header -> isNotBefore(duration(task, header), duration(task, DEADLINE)))
                        .map(header -> journey.finding(
                                task,
                                "Expected the task header " + header + " to be shorter than deadline, but it is "
                                        + task.header(header).orElseThrow() + " and deadline is "
                                        + task.header(DEADLINE).orElseThrow() + ". Shorten " + header
                                        + ", or give more time.")));
    }

    private static boolean isNotBefore(Optional<Duration> moment, Optional<Duration> deadline) {
        return moment.isPresent() && deadline.isPresent() && moment.get().compareTo(deadline.get()) >= 0;
    }

    private static Optional<Duration> duration(BpmnElement task, String header) {
        return task.header(header).flatMap(WrittenDuration::of);
    }

    private static Stream<BpmnElement> tasksOfKnownTypes(JourneyDraft journey, KnownKeys known) {
        return journey.graph().all(Bpmn.TASK).filter(task -> known.headers().containsKey(task.jobType()));
    }
}
