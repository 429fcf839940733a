package dev.waymark.journey.model;

import dev.waymark.support.Digest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the model of a draft in which no rule found anything. */
final class ModelAssembly {

    private ModelAssembly() {}

    static JourneyModel of(JourneyDraft draft) {
        return new JourneyModel(
                name(draft), entry(draft), goalCatch(draft), Exits.NONE, 50, waits(draft), outline(draft));
    }

    private static JourneyName name(JourneyDraft draft) {
        var title = draft.process().attribute("name").strip();
        var hash = Digest.of(draft.file().content());
        return new JourneyName(draft.file().key(), draft.process().id(), title, hash);
    }

    private static Entry entry(JourneyDraft draft) {
        var reEntry =
                draft.property(EntryRules.RE_ENTRY).flatMap(ReEntry::named).orElseThrow();
        return new Entry(draft.property(EntryRules.ENTRY_SEGMENT).orElse(null), null, null, reEntry, null, 0);
    }

    private static GoalCatch goalCatch(JourneyDraft draft) {
        var start = draft.eventSubProcessStarts().findFirst().orElseThrow();
        return new GoalCatch(draft.property(EntryRules.GOAL).orElseThrow(), draft.messageName(start), null);
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
        var triggers = events.stream()
                .filter(BpmnElement::isMessageCatch)
                .flatMap(event -> EventNames.of(event).stream()
                        .map(name -> new WaitTrigger(name, null, draft.messageName(event))))
                .toList();
        var timer =
                events.stream().filter(BpmnElement::isTimerCatch).findFirst().orElseThrow();
        return new WaitStep(
                task.id(), triggers, WaitDuration.of(timer.timerText()).orElseThrow(), LookBack.UNCOUNTED);
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
