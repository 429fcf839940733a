package dev.waymark.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.support.Digest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * People: each row is one identify call, and every column that is not an id is a trait. The message id is the digest of
 * the row, so that the same row again is the same event.
 */
final class ProfileForm implements EventForm {

    private static final String UPDATED_AT = "updatedAt";
    private static final int MAX_NAME = 100;
    private static final Map<String, CellKind> KNOWN = Map.of(
            "userId",
            CellKind.TEXT,
            "anonymousId",
            CellKind.TEXT,
            "email",
            CellKind.TEXT,
            "phone",
            CellKind.TEXT,
            "lineId",
            CellKind.TEXT,
            "createdAt",
            CellKind.DATE,
            UPDATED_AT,
            CellKind.DATE);

    @Override
    public Column column(String title) throws RefusedFile {
        var colon = title.lastIndexOf(':');
        var name = colon < 0 ? title : title.substring(0, colon).strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw Header.refused("Expected each column to have a name of 1 to 100 characters, but one has not.");
        }
        return KNOWN.containsKey(name)
                ? new Column(name, KNOWN.get(name))
                : new Column(name, colon < 0 ? CellKind.TEXT : kind(name, title.substring(colon + 1)));
    }

    @Override
    public List<Set<String>> needed() {
        return List.of(Who.COLUMNS);
    }

    @Override
    public String keyColumn() {
        return "";
    }

    @Override
    public List<ObjectNode> events(List<ImportRow> rows) throws RefusedRow {
        var row = rows.getFirst();
        Who.require(row);
        var event = JsonNodeFactory.instance.objectNode();
        event.put("type", "identify");
        event.put("messageId", "import-profile-" + digest(row));
        var traits = row.cells().deepCopy();
        Who.moveIds(traits, event);
        if (row.has(UPDATED_AT)) {
            event.put("timestamp", CellKind.moment(traits.remove(UPDATED_AT).asText()));
        }
        event.set("traits", traits);
        return List.of(event);
    }

    /** Whatever the order of the columns. */
    private static String digest(ImportRow row) {
        var sorted = JsonNodeFactory.instance.objectNode();
        row.cells().properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(cell -> sorted.set(cell.getKey(), cell.getValue()));
        return Digest.of(sorted.toString());
    }

    private static CellKind kind(String name, String said) throws RefusedFile {
        return switch (said.strip().toLowerCase(Locale.ROOT)) {
            case "text" -> CellKind.TEXT;
            case "number" -> CellKind.NUMBER;
            case "boolean" -> CellKind.BOOLEAN;
            case "date" -> CellKind.DATE;
            default ->
                throw Header.refused("Expected " + name
                        + " to be followed by :text, :number, :boolean or :date, but it is something else.");
        };
    }
}
