package dev.waymark.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of one file, in their order. */
final class Header {

    private final List<Column> columns;

    private Header(List<Column> columns) {
        this.columns = columns;
    }

    /** The columns under these titles, if the form knows them and none is missing or said twice. */
    static Header of(List<String> titles, ImportForm form) throws RefusedFile {
        var columns = new ArrayList<Column>(titles.size());
        var names = new HashSet<String>();
        for (var title : titles) {
            var column = form.column(title.strip());
            if (!names.add(column.name())) {
                throw refused("Expected each column once, but the header names " + column.name() + " twice.");
            }
            columns.add(column);
        }
        for (var oneOf : form.needed()) {
            requireOneOf(oneOf, names);
        }
        return new Header(List.copyOf(columns));
    }

    /** A refusal of the whole file because of its first line. */
    static RefusedFile refused(String sentence) {
        return new RefusedFile("header-refused", sentence);
    }

    /** The place of a column, -1 if there is none by this name. */
    int indexOf(String name) {
        return columns.stream().map(Column::name).toList().indexOf(name);
    }

    ImportRow read(long line, List<String> cells) throws RefusedRow {
        if (cells.size() != columns.size()) {
            throw new RefusedRow(
                    line,
                    null,
                    "Expected " + columns.size() + " cells as in the header, but there are " + cells.size() + ".");
        }
        var read = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i).strip();
            if (!cell.isEmpty()) {
                var column = columns.get(i);
                read.set(column.name(), column.kind().read(cell).orElseThrow(() -> wrongCell(line, column)));
            }
        }
        return new ImportRow(line, read);
    }

    private static RefusedRow wrongCell(long line, Column column) {
        return new RefusedRow(
                line,
                column.name(),
                "Expected " + column.name() + " to be " + column.kind().description() + ", but it is not.");
    }

    private static void requireOneOf(Set<String> oneOf, Set<String> names) throws RefusedFile {
        if (oneOf.stream().noneMatch(names::contains)) {
            throw refused("Expected a column " + oneOf.stream().sorted().collect(Collectors.joining(" or "))
                    + ", but the header has none. It names: "
                    + names.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
    }
}
