package dev.waymark.segment.drools;

import dev.waymark.support.DefinitionFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a rule file, once it is sure that a reader and the machine see the same ones.
 *
 * <p>Refuses what could make a text look like another: backslashes (every escape needs one), control characters,
 * invisible and direction-changing characters, bytes that are no UTF-8.
 */
final class RuleText {

    static final int MAX_BYTES = 64 * 1024;

    private RuleText() {}

    static String of(DefinitionFile file) {
        if (file.content().length > MAX_BYTES) {
            throw inFile("Expected at most 64 KB in a rule file, but this one has " + file.content().length
                    + " bytes. Split the segment.");
        }
        var text = withoutByteOrderMark(decoded(file)).replace("\r\n", "\n");
        refuseDeceptiveCharacters(text);
        return text;
    }

    private static String decoded(DefinitionFile file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.content()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw inFile("Expected a rule file in UTF-8, but some bytes are not. Save the file as UTF-8.");
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void refuseDeceptiveCharacters(String text) {
        var line = 1;
        var lineStart = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var character = text.codePointAt(at);
            if (isDeceptive(character)) {
                throw new SyntaxRefusal(line, at - lineStart + 1, sentenceOn(character));
            }
            if (character == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
    }

    private static boolean isDeceptive(int character) {
        return character == '\\'
                || switch (Character.getType(character)) {
                    case Character.CONTROL -> character != '\n' && character != '\t';
                    case Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED -> true;
                    default -> false;
                };
    }

    private static String sentenceOn(int character) {
        return character == '\\'
                ? "Expected plain text without backslashes, but found one."
                        + " Write the character itself instead of an escape."
                : "Expected visible characters only, but found the invisible character U+%04X. Delete it."
                        .formatted(character);
    }

    private static SyntaxRefusal inFile(String sentence) {
        return new SyntaxRefusal(0, 0, sentence);
    }
}
