package dev.waymark.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One row, read.
 *
 * @param line where it begins in the file, from 1
 * @param cells by name of the column; an empty cell is not among them
 */
record ImportRow(long line, ObjectNode cells) {

    boolean has(String column) {
        return cells.has(column);
    }

    String text(String column) {
        return cells.path(column).asText();
    }
}
