package dev.waymark.imports;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A file as rows of texts under titles, read once from the first to the last. */
interface FileRows extends AutoCloseable {

    /**
     * One row as it stands in the file.
     *
     * @param line where it begins, from 1; in JSON the place of the object in its list
     */
    record FileRow(long line, List<String> cells) {}

    /** The titles; asked once, before any row. */
    List<String> titles() throws RefusedFile;

    /** The next row, empty at the end. */
    Optional<FileRow> next() throws RefusedFile;

    @Override
    void close() throws IOException;
}
