package dev.waymark.journey.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of BPMN and Zeebe's extension as a file; what is in other namespaces is for modelers and left out. */
final class XmlText {

    private static final String BPMN = "bpmn";
    private static final String ZEEBE = "zeebe";

    private final XMLStreamWriter writer;

    private XmlText(XMLStreamWriter writer) {
        this.writer = writer;
    }

    static byte[] of(XmlElement root) {
        var bytes = new ByteArrayOutputStream();
        try {
            var writer =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writer.setPrefix(BPMN, Bpmn.MODEL);
            writer.setPrefix(ZEEBE, Bpmn.ZEEBE);
            new XmlText(writer).write(root, true);
            writer.writeEndDocument();
            writer.close();
            return bytes.toByteArray();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("Elements that were read can be written", impossible);
        }
    }

    private void write(XmlElement element, boolean isRoot) throws XMLStreamException {
        writer.writeStartElement(
                element.name().getNamespaceURI(), element.name().getLocalPart());
        if (isRoot) {
            writer.writeNamespace(BPMN, Bpmn.MODEL);
            writer.writeNamespace(ZEEBE, Bpmn.ZEEBE);
        }
        for (var attribute : new TreeMap<>(element.attributes()).entrySet()) {
            if (!attribute.getKey().startsWith("{")) {
                writer.writeAttribute(attribute.getKey(), attribute.getValue());
            }
        }
        for (var child : element.children()) {
            if (child.isIn(Bpmn.MODEL) || child.isIn(Bpmn.ZEEBE)) {
                write(child, false);
            }
        }
        writer.writeCharacters(element.text());
        writer.writeEndElement();
    }
}
