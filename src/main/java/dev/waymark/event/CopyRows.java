package dev.waymark.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows in COPY's text format: columns between tabs, null as {@code \N}, a backslash before what would end one. */
final class CopyRows {

    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean first = true;

    CopyRows add(@Nullable String value) {
        if (!first) {
            text.append('\t');
        }
        first = false;
        if (value == null) {
            text.append("\\N");
        } else {
            escape(value);
        }
        return this;
    }

    private void escape(String value) {
        var done = 0;
        for (int i = 0; i < value.length(); i++) {
            var escape = escapeOf(value.charAt(i));
            if (escape != 0) {
                text.append(value, done, i).append('\\').append(escape);
                done = i + 1;
            }
        }
        text.append(value, done, value.length());
    }

    private static char escapeOf(char character) {
        return switch (character) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> 0;
        };
    }

    void end() {
        text.append('\n');
        first = true;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
