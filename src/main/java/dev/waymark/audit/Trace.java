package dev.waymark.audit;

import dev.waymark.conversion.Conversions.ConversionView;
import dev.waymark.journey.EnrolmentView;
import dev.waymark.message.MessageView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The story of one enrolment: why it began, every element its process instance passed, what was sent, what came of
 * it, who changed it.
 *
 * @param decision why the rules let the person in, null when started by REST
 * @param conversion null unless the goal was reached
 */
public record Trace(
        EnrolmentView enrolment,
        String title,
        @Nullable Decided decision,
        List<PassedStep> steps,
        List<TakenFlow> flows,
        List<MessageView> messages,
        @Nullable ConversionView conversion,
        List<Entry> audit) {

    /** The decision of the rules, with the facts as they were. */
    public record Decided(
            String segment, String rule, String ruleSet, String reason, Instant since, Map<String, Object> facts) {}

    /** Where an element of the process stands. */
    public enum State {
        ACTIVE,
        /** The engine stopped here and needs a person. */
        STOPPED,
        COMPLETED,
        TERMINATED
    }

    /** An element the instance entered: tasks, events, gateways, sub-processes. Times are the engine's. */
    public record PassedStep(
            String elementId,
            String name,
            String type,
            Instant enteredAt,
            @Nullable Instant leftAt,
            State state) {

        PassedStep in(State other) {
            return new PassedStep(elementId, name, type, enteredAt, leftAt, other);
        }
    }

    /** A sequence flow the instance took. */
    public record TakenFlow(String id, Instant takenAt) {}

    /** Who or what changed the enrolment. */
    public record Entry(Instant at, String actor, String action, Map<String, Object> details) {}
}
