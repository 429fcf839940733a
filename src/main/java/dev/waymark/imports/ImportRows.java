package dev.waymark.imports;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The rows still to be worked, and what was wrong with others. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ImportRows {

    private final Session db;
    private final Sql sql;

    ImportRows(Session db, Sql sql) {
        this.db = db;
        this.sql = sql;
    }

    /**
     * A row as it stood in the file.
     *
     * @param key the same for rows that are one thing
     */
    record StoredRow(long line, String key, List<String> cells) {}

    /** A refusal and its place in the order of storing. */
    record StoredRefusal(long seq, Refusal refusal) {}

    void add(UUID id, List<StoredRow> rows) {
        var lines = new StringBuilder();
        rows.forEach(row -> lines.append(id)
                .append('\t')
                .append(row.line())
                .append('\t')
                .append(row.key())
                .append('\t')
                .append(forCopy(asArray(row.cells())))
                .append('\n'));
        sql.copy(
                "copy import_row (import_id, line, key, cells) from stdin",
                lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Lets the database know how many rows there are by now; without that it would sort them all for each turn. */
    void added() {
        sql.update("analyze import_row");
    }

    /** The first rows left, and all others that are one thing with one of these. */
    @Transactional
    List<StoredRow> next(UUID id, int limit) {
        List<Tuple> rows = db.createNativeQuery("""
                        select line, key, cells from import_row
                        where import_id = :id and key = any(array(
                            select first.key from import_row first
                            where first.import_id = :id order by first.line limit :limit))
                        order by line
                        """, Tuple.class)
                .setParameter("id", id)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(row -> new StoredRow(
                        row.get("line", Long.class),
                        row.get("key", String.class),
                        Arrays.asList(row.get("cells", String[].class))))
                .toList();
    }

    void delete(UUID id, List<Long> lines) {
        db.createNativeQuery("delete from import_row where import_id = :id and line = any(:lines)")
                .setParameter("id", id)
                .setParameter("lines", lines.toArray(Long[]::new))
                .executeUpdate();
    }

    void deleteAll(UUID id) {
        db.createNativeQuery("delete from import_row where import_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    void refuse(UUID id, List<Refusal> refusals) {
        for (var refusal : refusals) {
            db.createNativeQuery("insert into import_refusal (import_id, line, cell, sentence)"
                            + " values (:id, :line, cast(:cell as text), :sentence)")
                    .setParameter("id", id)
                    .setParameter("line", refusal.line())
                    .setParameter("cell", refusal.column())
                    .setParameter("sentence", refusal.sentence())
                    .executeUpdate();
        }
    }

    List<StoredRefusal> refusals(UUID id, @Nullable Long after, int limit) {
        List<Tuple> rows = db.createNativeQuery(
                        "select seq, line, cell, sentence from import_refusal"
                                + " where import_id = :id and seq > :after order by seq limit :limit",
                        Tuple.class)
                .setParameter("id", id)
                .setParameter("after", after == null ? 0 : after)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(row -> new StoredRefusal(
                        row.get("seq", Long.class),
                        new Refusal(
                                row.get("line", Long.class),
                                row.get("cell", String.class),
                                row.get("sentence", String.class))))
                .toList();
    }

    private static String asArray(List<String> cells) {
        return cells.stream()
                .map(cell -> '"' + cell.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String forCopy(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
