package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.WrittenDuration;
import java.util.List;
import java.util.stream.Stream;

/** A catch event waits for one thing: a stated time, or a message that only this person's wait can get. */
final class CatchRules {

    static final String EVENTS = "events";
    static final String CONDITION = "condition";

    static final List<JourneyRule> ALL = List.of(
            CatchRules::catchWaitsForOneThing,
            CatchRules::timerIsADuration,
            CatchRules::messageCatchHasADeadline,
            CatchRules::messageCatchNamesItsEvents,
            CatchRules::eventsAreKnown,
            CatchRules::conditionCanBeRead,
            CatchRules::messageCatchFindsTheWait,
            CatchRules::messageExists,
            CatchRules::messageNameIsPlain);

    private CatchRules() {}

    private static Stream<Finding> catchWaitsForOneThing(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.CATCH)
                .filter(event -> event.isMessageCatch() == event.isTimerCatch())
                .map(event -> journey.finding(
                        event,
                        "Expected a catch event with either a message or a timer, but it has not exactly one. "
                                + "Choose one."));
    }

    private static Stream<Finding> timerIsADuration(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(BpmnElement::isTimerCatch)
                .filter(timer -> !timer.isTimerOfATask()
                        && WrittenDuration.of(timer.timerText()).isEmpty())
                .map(timer -> journey.finding(
                        timer,
                        "Expected " + WrittenDuration.EXPECTED + ", but it is " + WaitRules.orNone(timer.timerText())
                                + ". Correct it."));
    }

    private static Stream<Finding> messageCatchHasADeadline(JourneyDraft journey, KnownKeys known) {
        return messageCatches(journey)
                .filter(event -> journey.graph().previous(event).stream().noneMatch(one -> one.is(Bpmn.EVENT_BASED)))
                .map(event -> journey.finding(
                        event,
                        "Expected an event based gateway with a timer before this message, but there is none. "
                                + "Without it the person could wait for ever."));
    }

    private static Stream<Finding> messageCatchNamesItsEvents(JourneyDraft journey, KnownKeys known) {
        return messageCatches(journey)
                .filter(event -> events(event).isEmpty() || events(event).contains(""))
                .map(event -> journey.finding(
                        event,
                        "Expected the property events with event names separated by commas, but it is missing or has "
                                + "a gap. Name the events that count."));
    }

    private static Stream<Finding> eventsAreKnown(JourneyDraft journey, KnownKeys known) {
        return messageCatches(journey)
                .flatMap(event -> events(event).stream()
                        .filter(name -> !name.isEmpty())
                        .flatMap(name -> known.unknown(KeyCatalogue.Kind.EVENT, name).stream())
                        .map(sentence -> journey.finding(event, sentence)));
    }

    private static Stream<Finding> conditionCanBeRead(JourneyDraft journey, KnownKeys known) {
        return messageCatches(journey)
                .flatMap(event -> event.property(CONDITION).flatMap(WrittenCondition::fault).stream()
                        .map(fault -> journey.finding(event, fault)));
    }

    private static Stream<Finding> messageCatchFindsTheWait(JourneyDraft journey, KnownKeys known) {
        return messageCatches(journey)
                .filter(event -> journey.message(event).isPresent())
                .filter(event -> !journey.correlationKey(event).equals(Bpmn.WAIT_KEY))
                .map(event -> journey.finding(
                        event,
                        "Expected a message with the correlation key " + Bpmn.WAIT_KEY + ", but it is "
                                + WaitRules.orNone(journey.correlationKey(event)) + ". Correct the message."));
    }

    private static Stream<Finding> messageExists(JourneyDraft journey, KnownKeys known) {
        return Stream.concat(messageCatches(journey), journey.eventSubProcessStarts())
                .filter(event -> event.xml().child(Bpmn.MESSAGE_DEFINITION).isPresent())
                .filter(event -> journey.message(event).isEmpty())
                .map(event -> journey.finding(
                        event, "Expected a message, but the event refers to none. Choose one in the modeler."));
    }

    private static Stream<Finding> messageNameIsPlain(JourneyDraft journey, KnownKeys known) {
        return journey.definitions()
                .children("message")
                .filter(message -> !message.attribute("name").matches("[A-Z][A-Za-z0-9]*"))
                .map(message -> journey.finding(
                        message, "Expected a message name like ProgressMade, but it has other characters. Rename it."));
    }

    /** The events a message catch listens for. */
    static List<String> events(BpmnElement event) {
        return NameList.of(event.property(EVENTS));
    }

    private static Stream<BpmnElement> messageCatches(JourneyDraft journey) {
        return journey.graph().all().filter(BpmnElement::isMessageCatch);
    }
}
