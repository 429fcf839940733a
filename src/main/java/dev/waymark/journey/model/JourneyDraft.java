package dev.waymark.journey.model;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A journey file that could be read and is now asked, rule by rule, whether it is sound. */
record JourneyDraft(DefinitionFile file, XmlElement definitions, XmlElement process, BpmnGraph graph) {

    static JourneyDraft of(DefinitionFile file, XmlElement definitions, XmlElement process) {
        return new JourneyDraft(file, definitions, process, new BpmnGraph(process));
    }

    /** Reads a file that has passed the check before. */
    static JourneyDraft ofSound(DefinitionFile file) {
        if (new JourneyXmlReader().read(file) instanceof XmlReading.Read(var root)) {
            return of(file, root, root.child("process").orElseThrow());
        }
        throw new IllegalStateException("Expected a file that has been checked: " + file.path());
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

    /** The names a property of the process lists, or none. */
    List<String> names(String property) {
        return NameList.of(property(property));
    }

    /** A finding where a property of the process is given and is not what it should be. */
    Stream<Finding> expect(String property, Predicate<String> isSound, String expected) {
        return property(property)
                .filter(isSound.negate())
                .map(text -> finding(
                        process,
                        "Expected the property " + property + " to be " + expected + ", but it is " + text
                                + ". Correct it."))
                .stream();
    }

    /** A finding where a property of the process names a key that does not exist. */
    Stream<Finding> keyExists(String property, KeyCatalogue.Kind kind, KnownKeys known) {
        return property(property).flatMap(key -> known.unknown(kind, key)).stream()
                .map(sentence -> finding(process, sentence));
    }

    /** A finding for each key a property of the process lists and that does not exist. */
    Stream<Finding> keysExist(String property, KeyCatalogue.Kind kind, KnownKeys known) {
        var names = names(property);
        return NameList.isUntidy(names)
                ? expect(property, text -> false, "names separated by commas, each once")
                : names.stream()
                        .flatMap(key -> known.unknown(kind, key).stream())
                        .map(sentence -> finding(process, sentence));
    }

    /** A finding where a property of the process is given that says nothing without another. */
    Stream<Finding> goesWith(String property, String other) {
        return property(property)
                .filter(text -> property(other).isEmpty())
                .map(text -> finding(
                        process,
                        "Expected the property " + other + " beside " + property
                                + ", but there is none. Add it, or remove " + property + "."))
                .stream();
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
