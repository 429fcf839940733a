package dev.waymark.journey.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Builds the elements of one file, bounded in depth and number. Used once, by one thread. */
final class XmlTree {

    static final int MAX_DEPTH = 32;
    static final int MAX_ELEMENTS = 5_000;

    private final XMLStreamReader reader;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();
    private int elements;

    XmlTree(XMLStreamReader reader) {
        this.reader = reader;
    }

    XmlElement build() throws XMLStreamException, RefusedXml {
        XmlElement last = null;
        while (reader.hasNext()) {
            // The place after an event is the place before the next one: where its tag begins.
            var line = Math.max(1, reader.getLocation().getLineNumber());
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(line);
                case XMLStreamConstants.END_ELEMENT -> last = end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> refuseDocumentType(line);
                default -> {
                    // Comments, white space and processing instructions say nothing to us.
                }
            }
        }
        if (last == null) {
            throw new RefusedXml(1, "Expected a BPMN file, but it is empty. Draw the journey in the modeler.");
        }
        return last;
    }

    private void start(int line) throws RefusedXml {
        elements++;
        if (elements > MAX_ELEMENTS) {
            throw new RefusedXml(line, "Expected at most 5000 XML elements, but there are more. Split the journey.");
        }
        if (open.size() >= MAX_DEPTH) {
            throw new RefusedXml(line, "Expected XML at most 32 levels deep, but it is deeper. Draw it flatter.");
        }
        open.push(new XmlElement(reader.getName(), attributes(), new ArrayList<>(), "", line));
        texts.push(new StringBuilder());
    }

    private XmlElement end() {
        var started = open.pop();
        var text = texts.pop().toString().strip();
        var ended = new XmlElement(
                started.name(), started.attributes(), List.copyOf(started.children()), text, started.line());
        if (!open.isEmpty()) {
            open.peek().children().add(ended);
        }
        return ended;
    }

    private void text() {
        if (!texts.isEmpty()) {
            texts.peek().append(reader.getText());
        }
    }

    private Map<String, String> attributes() {
        var attributes = new HashMap<String, String>();
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeName(i).toString(), reader.getAttributeValue(i));
        }
        return Map.copyOf(attributes);
    }

    private static void refuseDocumentType(int line) throws RefusedXml {
        throw new RefusedXml(
                line, "Expected a journey file without DOCTYPE and entities, but it has one. Remove the declaration.");
    }
}
