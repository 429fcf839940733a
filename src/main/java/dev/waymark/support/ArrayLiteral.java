package dev.waymark.support;

import dev.waymark.support.Sql.Column;
import java.sql.SQLException;
import org.postgresql.util.PGobject;

/** A {@link Column} in PostgreSQL's notation of an array; the driver's own takes several times as long for texts. */
final class ArrayLiteral {

    private static final int USUAL_LENGTH = 40;

    private ArrayLiteral() {}

    static PGobject of(Column column) throws SQLException {
        var array = new PGobject();
        array.setType(column.type() + "[]");
        array.setValue(text(column));
        return array;
    }

    private static String text(Column column) {
        var text = new StringBuilder(column.values().length * USUAL_LENGTH + 2).append('{');
        for (var value : column.values()) {
            if (text.length() > 1) {
                text.append(',');
            }
            if (value == null) {
                text.append("NULL");
            } else {
                appendQuoted(text, value.toString());
            }
        }
        return text.append('}').toString();
    }

    private static void appendQuoted(StringBuilder text, String value) {
        text.append('"');
        var done = 0;
        for (int at = 0; at < value.length(); at++) {
            var sign = value.charAt(at);
            if (sign == '"' || sign == '\\') {
                text.append(value, done, at).append('\\');
                done = at;
            }
        }
        text.append(value, done, value.length()).append('"');
    }
}
