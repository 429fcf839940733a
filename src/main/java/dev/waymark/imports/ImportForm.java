package dev.waymark.imports;

import java.util.List;
import java.util.Set;

/** Which columns a kind of file has. What becomes of its rows is for {@link EventForm} or a {@link RowTaker}. */
interface ImportForm {

    /** The column under this title of the header. */
    Column column(String title) throws RefusedFile;

    /** Of each set the file must have a column at least. */
    List<Set<String>> needed();

    /** Rows with the same cell in this column are one thing; an empty name makes each row a thing of its own. */
    String keyColumn();
}
