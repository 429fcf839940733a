package dev.waymark.journey.model;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.Optional;
import java.util.stream.Stream;

/** A journey file that could be read and is now asked, rule by rule, whether it is sound. */
record JourneyDraft(DefinitionFile file, XmlElement definitions, XmlElement process, BpmnGraph graph) {

    static JourneyDraft of(DefinitionFile file, XmlElement definitions, XmlElement process) {
        return new JourneyDraft(file, definitions, process, new BpmnGraph(process));
    }

    Finding finding(XmlElement element, String sentence) {
        return finding(element, element, sentence);
    }

    /** A finding at the line of one element, told by the id of another: the one that a person sees. */
    Finding finding(XmlElement element, XmlElement drawn, String sentence) {
        return drawn.id().isEmpty()
                ? Finding.atLine(file.path(), element.line(), 0, sentence)
                : Finding.atElement(file.path(), element.line(), drawn.id(), sentence);
    }

    Finding finding(BpmnElement element, String sentence) {
        return finding(element.xml(), sentence);
    }

    Optional<String> property(String name) {
        return process.pairValue("properties", "name", name);
    }

    Optional<XmlElement> message(BpmnElement event) {
        return definitions
                .children("message")
                .filter(message -> !message.id().isEmpty() && message.id().equals(event.messageRef()))
                .findFirst();
    }

    /** Name of the message an event waits for, or empty text. */
    String messageName(BpmnElement event) {
        return message(event).map(message -> message.attribute("name")).orElse("");
    }

    /** By what an event's message finds its person, or empty text. */
    String correlationKey(BpmnElement event) {
        return message(event).stream()
                .flatMap(message -> message.extensions("subscription"))
                .map(subscription ->
                        subscription.attribute("correlationKey").strip().replaceFirst("^=\\s+", "="))
                .findFirst()
                .orElse("");
    }

    /** The start events of event sub-processes: what catches the goal. */
    Stream<BpmnElement> eventSubProcessStarts() {
        return graph.all(Bpmn.START).filter(start -> !start.scope().equals(process.id()));
    }
}
