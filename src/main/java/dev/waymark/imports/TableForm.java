package dev.waymark.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * A file of things that are no events, a row each.
 *
 * @param columns how each is read, in the order in which a JSON file has them
 * @param required columns that every file must have
 */
record TableForm(LinkedHashMap<String, CellKind> columns, Set<String> required) implements ImportForm {

    @Override
    public Column column(String title) throws RefusedFile {
        var kind = columns.get(title);
        if (kind == null) {
            throw Header.refused("Expected the columns " + String.join(", ", columns.sequencedKeySet())
                    + ", but the file also names " + (title.isEmpty() ? "one without a name" : title) + ".");
        }
        return new Column(title, kind);
    }

    @Override
    public List<Set<String>> needed() {
        return required.stream().map(Set::of).toList();
    }

    /** Each row is a thing of its own. */
    @Override
    public String keyColumn() {
        return "";
    }
}
