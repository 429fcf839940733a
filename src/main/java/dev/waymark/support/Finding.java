package dev.waymark.support;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a definition file, said so that its author can mend it without asking.
 *
 * @param file path relative to the definitions folder, for example {@code rules/segments/engaged.drl}
 * @param line 1-based line, or 0 where the file as a whole is meant
 * @param column 1-based column, or 0 where unknown
 * @param elementId id of the BPMN element meant, or null
 * @param sentence "Expected X, but Y." and what to do next
 */
public record Finding(
        String file, int line, int column, @Nullable String elementId, String sentence) {

    /** Reading order: by file, then line, then column. */
    public static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::file).thenComparingInt(Finding::line).thenComparingInt(Finding::column);

    public static Finding inFile(String file, String sentence) {
        return new Finding(file, 0, 0, null, sentence);
    }

    public static Finding atLine(String file, int line, int column, String sentence) {
        return new Finding(file, line, column, null, sentence);
    }

    public static Finding atElement(String file, int line, String elementId, String sentence) {
        return new Finding(file, line, 0, elementId, sentence);
    }

    /** The finding as one line of text: {@code file:line:column element: sentence}. */
    public String asText() {
        var place = new StringBuilder(file);
        if (line > 0) {
            place.append(':').append(line);
        }
        if (column > 0) {
            place.append(':').append(column);
        }
        if (elementId != null) {
            place.append(' ').append(elementId);
        }
        return place.append(": ").append(sentence).toString();
    }

    /** All findings as text, a line each, in reading order. */
    public static String asText(List<Finding> findings) {
        return String.join(
                "\n", findings.stream().sorted(BY_PLACE).map(Finding::asText).toList());
    }
}
