package dev.waymark.journey.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * One element of a journey file with the line it starts at.
 *
 * @param attributes by local name, those with a namespace by {@code {namespace}name}
 */
record XmlElement(QName name, Map<String, String> attributes, List<XmlElement> children, String text, int line) {

    boolean is(String localName) {
        return isIn(Bpmn.MODEL) && name.getLocalPart().equals(localName);
    }

    boolean isIn(String namespace) {
        return name.getNamespaceURI().equals(namespace);
    }

    /** The attribute's value, or empty text. */
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    String id() {
        return attribute("id");
    }

    Stream<XmlElement> children(String localName) {
        return children.stream().filter(child -> child.is(localName));
    }

    Optional<XmlElement> child(String localName) {
        return children(localName).findFirst();
    }

    /** The Zeebe extensions of this name, for example {@code properties}. */
    Stream<XmlElement> extensions(String localName) {
        return children("extensionElements")
                .flatMap(extensions -> extensions.children().stream())
                .filter(extension -> extension.isIn(Bpmn.ZEEBE))
                .filter(extension -> extension.name().getLocalPart().equals(localName));
    }

    /** Values of a list of named pairs, for example properties by {@code name} or task headers by {@code key}. */
    Optional<String> pairValue(String extension, String nameAttribute, String wanted) {
        return extensions(extension)
                .flatMap(pairs -> pairs.children().stream())
                .filter(pair -> pair.attribute(nameAttribute).equals(wanted))
                .map(pair -> pair.attribute("value"))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** This element and everything inside it. */
    Stream<XmlElement> andDescendants() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::andDescendants));
    }
}
