package dev.waymark.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Which columns a kind of file has, and which events its rows become. */
interface ImportForm {

    /** The column under this title of the header. */
    Column column(String title) throws RefusedFile;

    /** Of each set the file must have a column at least. */
    List<Set<String>> needed();

    /** Rows with the same cell in this column are one thing; an empty name makes each row a thing of its own. */
    String keyColumn();

    /**
     * The events of one thing, as the tracking API takes them, with message ids that are the same each time.
     *
     * @param rows at least one
     */
    List<ObjectNode> events(List<ImportRow> rows) throws RefusedRow;
}
