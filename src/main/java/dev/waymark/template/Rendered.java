package dev.waymark.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to be sent to one person.
 *
 * @param locale the one that was chosen, which need not be the one asked for
 * @param parts text by file name, for example {@code subject.txt}
 * @param approved what goes to a provider in place of the text, or null
 */
public record Rendered(
        String locale, Map<String, String> parts, @Nullable ApprovedText approved) {

    public Rendered {
        parts = Map.copyOf(parts);
    }

    public Rendered(String locale, Map<String, String> parts) {
        this(locale, parts, null);
    }

    /** The subject on one line, or null where the channel has none. */
    public @Nullable String subject() {
        return parts.get(PartName.SUBJECT);
    }

    /** The body with markup, values escaped, or null. */
    public @Nullable String html() {
        return parts.get(PartName.HTML);
    }

    /** The plain body, made of the one with markup where none is written; null where there is neither. */
    public @Nullable String text() {
        return parts.get(PartName.TEXT);
    }
}
