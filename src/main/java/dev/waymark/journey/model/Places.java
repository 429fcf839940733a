package dev.waymark.journey.model;

import dev.waymark.support.DefinitionFile;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The elements of a sound journey and what follows what, read from its file: stored models say less, and those of early
 * versions less still.
 *
 * @param byId in document order
 */
public record Places(Map<String, Place> byId) {

    /** Reads a file that has passed the check. */
    public static Places of(DefinitionFile file) {
        var draft = JourneyDraft.ofSound(file);
        var places = new LinkedHashMap<String, Place>();
        draft.graph().all().forEach(element -> places.put(element.id(), place(draft, element)));
        return new Places(places);
    }

    private static Place place(JourneyDraft draft, BpmnElement element) {
        return new Place(
                element.id(),
                element.type(),
                kind(element),
                element.isTimerCatch() ? element.timerText() : "",
                element.doesJob(Bpmn.SEND_MESSAGE)
                        ? element.header("templateKey").orElse("")
                        : "",
                draft.graph().next(element).stream().map(BpmnElement::id).toList(),
                canBegin(draft, element));
    }

    private static String kind(BpmnElement element) {
        if (element.isTimerCatch()) {
            return "TIMER";
        }
        return element.isMessageCatch() ? "MESSAGE" : element.jobType();
    }

    static boolean canBegin(JourneyDraft draft, BpmnElement element) {
        return element.scope().equals(draft.process().id())
                && !element.is(Bpmn.START)
                && !element.isEventSubProcess()
                && draft.graph().previous(element).stream().noneMatch(before -> before.is(Bpmn.EVENT_BASED));
    }

    public Optional<Place> find(String elementId) {
        return Optional.ofNullable(byId.get(elementId));
    }

    /** This element and everything that may come after it, in the order in which it is reached. */
    public Set<String> from(String elementId) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(List.of(elementId));
        while (!open.isEmpty()) {
            var next = open.poll();
            if (byId.containsKey(next) && reached.add(next)) {
                open.addAll(byId.get(next).next());
            }
        }
        return reached;
    }

    /** The tasks that send a message. */
    public Stream<Place> sends() {
        return byId.values().stream().filter(place -> !place.template().isEmpty());
    }

    /** Tasks that send a message, from this element on. */
    public Stream<Place> sendsFrom(String elementId) {
        return from(elementId).stream()
                .map(byId::get)
                .filter(place -> !place.template().isEmpty());
    }

    /** The tasks that arm what a gateway waits for; all of them arm the same. */
    public Stream<Place> armingOf(String gateway) {
        return byId.values().stream()
                .filter(Place::armsAWait)
                .filter(task -> task.next().contains(gateway));
    }

    /** The timer that ends a wait at a gateway, or the place's own. */
    public String timerAt(Place place) {
        return place.isGateway()
                ? place.next().stream()
                        .map(byId::get)
                        .map(Place::timer)
                        .filter(timer -> !timer.isEmpty())
                        .findFirst()
                        .orElse("")
                : place.timer();
    }
}
