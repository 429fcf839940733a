package dev.waymark.journey.model;

import static dev.waymark.journey.model.ProcessProperties.EXIT_CONDITION;
import static dev.waymark.journey.model.ProcessProperties.EXIT_ENTERING;
import static dev.waymark.journey.model.ProcessProperties.EXIT_EVENTS;
import static dev.waymark.journey.model.ProcessProperties.EXIT_LEAVING;
import static dev.waymark.journey.model.ProcessProperties.GOAL;
import static dev.waymark.journey.model.ProcessProperties.GOAL_WINDOW;
import static dev.waymark.journey.model.ProcessProperties.PRIORITY;

import dev.waymark.engine.StepHeader;
import dev.waymark.event.EventMatch;
import dev.waymark.support.Digest;
import dev.waymark.support.WrittenDuration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the model of a draft in which no rule found anything. */
final class ModelAssembly {

    static final String LOOK_BACK = "lookBack";

    private static final int DEFAULT_PRIORITY = 50;

    private ModelAssembly() {}

    static JourneyModel of(JourneyDraft draft) {
        return new JourneyModel(
                name(draft),
                EntryReading.of(draft),
                goalCatch(draft),
                exits(draft),
                priority(draft),
                waits(draft),
                sends(draft),
                outline(draft));
    }

    private static List<SendStep> sends(JourneyDraft draft) {
        return draft.graph()
                .all()
                .filter(task -> task.doesJob(Bpmn.SEND_MESSAGE))
                .map(task -> new SendStep(
                        task.id(),
                        task.header("topic").orElseThrow(),
                        StepHeader.keys(task.header("channel").orElseThrow())))
                .toList();
    }

    private static JourneyName name(JourneyDraft draft) {
        var title = draft.process().attribute("name").strip();
        var hash = Digest.of(draft.file().content());
        return new JourneyName(draft.file().key(), draft.process().id(), title, hash);
    }

    private static GoalCatch goalCatch(JourneyDraft draft) {
        var start = draft.eventSubProcessStarts().findFirst().orElseThrow();
        var window = draft.property(GOAL_WINDOW).flatMap(WrittenDuration::of).orElse(null);
        return new GoalCatch(draft.property(GOAL).orElseThrow(), draft.messageName(start), window);
    }

    private static Exits exits(JourneyDraft draft) {
        var condition = draft.property(EXIT_CONDITION).map(WrittenCondition::of).orElse(null);
        var events = draft.names(EXIT_EVENTS).stream()
                .map(name -> new EventMatch(name, condition))
                .toList();
        return new Exits(events, Set.copyOf(draft.names(EXIT_ENTERING)), Set.copyOf(draft.names(EXIT_LEAVING)));
    }

    private static int priority(JourneyDraft draft) {
        return draft.property(PRIORITY).map(Integer::valueOf).orElse(DEFAULT_PRIORITY);
    }

    private static Map<String, WaitStep> waits(JourneyDraft draft) {
        var waits = new LinkedHashMap<String, WaitStep>();
        draft.graph()
                .all()
                .filter(task -> task.doesJob(Bpmn.ARM_WAIT))
                .forEach(task -> waits.put(task.id(), wait(draft, task)));
        return waits;
    }

    private static WaitStep wait(JourneyDraft draft, BpmnElement task) {
        var events = draft.graph().next(draft.graph().next(task).getFirst());
        var timer =
                events.stream().filter(BpmnElement::isTimerCatch).findFirst().orElseThrow();
        return new WaitStep(
                task.id(),
                triggers(draft, events),
                WrittenDuration.of(timer.timerText()).orElseThrow(),
                task.header(LOOK_BACK).flatMap(LookBack::named).orElse(LookBack.UNCOUNTED));
    }

    /** Those with a condition first: one without counts every event that no condition has taken. */
    private static List<WaitTrigger> triggers(JourneyDraft draft, List<BpmnElement> events) {
        return events.stream()
                .filter(BpmnElement::isMessageCatch)
                .flatMap(event -> triggers(event, draft.messageName(event)))
                .sorted(Comparator.comparing(trigger -> trigger.condition() == null))
                .toList();
    }

    private static Stream<WaitTrigger> triggers(BpmnElement event, String message) {
        var condition =
                event.property(CatchRules.CONDITION).map(WrittenCondition::of).orElse(null);
        return CatchRules.events(event).stream().map(name -> new WaitTrigger(name, condition, message));
    }

    private static Outline outline(JourneyDraft draft) {
        var steps = draft.graph()
                .all()
                .map(element -> new Step(element.id(), element.name(), element.type()))
                .toList();
        var flows = draft.graph().flows().stream()
                .map(flow -> new Flow(flow.id(), flow.attribute("sourceRef"), flow.attribute("targetRef")))
                .toList();
        return new Outline(steps, flows);
    }
}
