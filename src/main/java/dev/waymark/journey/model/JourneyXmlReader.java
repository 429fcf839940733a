package dev.waymark.journey.model;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a journey file as XML that can do no harm: no document type, no entities, no inclusion, bounded in size.
 *
 * <p>The text is decoded here, strictly as UTF-8, so that a declared encoding cannot make the engine read other
 * characters than the ones that were checked.
 */
final class JourneyXmlReader {

    static final int MAX_BYTES = 512 * 1024;

    private static final String NOT_UTF_8 =
            "Expected a journey file in UTF-8, but it is in another encoding. Save it as UTF-8.";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    XmlReading read(DefinitionFile file) {
        if (file.content().length > MAX_BYTES) {
            return unreadable(file, "Expected a journey file of at most 512 KB, but it is larger. Split the journey.");
        }
        try {
            return new XmlReading.Read(new XmlTree(open(decode(file.content()))).build());
        } catch (CharacterCodingException malformed) {
            return unreadable(file, NOT_UTF_8);
        } catch (RefusedXml refused) {
            return new XmlReading.Unreadable(Finding.atLine(file.path(), refused.line(), 0, refused.sentence()));
        } catch (XMLStreamException malformed) {
            return new XmlReading.Unreadable(notWellFormed(file, malformed));
        }
    }

    private static XMLStreamReader open(String text) throws XMLStreamException, RefusedXml {
        var reader = harmlessFactory().createXMLStreamReader(new StringReader(text));
        var declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw new RefusedXml(1, NOT_UTF_8);
        }
        return reader;
    }

    private static String decode(byte[] content) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static XmlReading unreadable(DefinitionFile file, String sentence) {
        return new XmlReading.Unreadable(Finding.inFile(file.path(), sentence));
    }

    private static Finding notWellFormed(DefinitionFile file, XMLStreamException malformed) {
        var place = malformed.getLocation();
        var line = place == null ? 0 : Math.max(0, place.getLineNumber());
        var column = place == null ? 0 : Math.max(0, place.getColumnNumber());
        return Finding.atLine(
                file.path(),
                line,
                column,
                "Expected well-formed XML, but it breaks here: often a tag that is not closed, or a bare & or <. "
                        + "Undo the last edit, or draw the journey again in the modeler.");
    }

    private static XMLInputFactory harmlessFactory() {
        // The platform's own parser, whatever else is on the class path: its switches are the ones tested here.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing outside the file is read");
        });
        return factory;
    }
}
