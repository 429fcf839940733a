package dev.waymark.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One row, read: what {@link RowTaker}s get.
 *
 * @param line where it begins in the file, from 1
 * @param cells by name of the column; an empty cell is not among them
 */
public record ImportRow(long line, ObjectNode cells) {

    public boolean has(String column) {
        return cells.has(column);
    }

    public String text(String column) {
        return cells.path(column).asText();
    }

    /** The moment a cell of kind {@code DATE} says; a date alone is its beginning in UTC. */
    public Optional<Instant> moment(String column) {
        return has(column) ? Optional.of(Instant.parse(CellKind.moment(text(column)))) : Optional.empty();
    }
}
