package dev.waymark.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What PostgreSQL alone does with the rows that ours has stored: the same table, columns, indexes and durability, new
 * message ids. Thread-safe; every measurement has connections of its own.
 */
final class EventTable {

    private static final int SAMPLE = 20_000;

    /** In COPY's text form, cut around the message id. */
    private record Row(byte[] before, byte[] after, List<String> values) {}

    private record Column(String name, String type) {}

    /** A way to copy: how many connections, and how many rows each puts in a transaction. */
    record Copying(int connections, int rowsInTransaction) {

        static final List<Copying> WAYS =
                List.of(new Copying(1, 500), new Copying(2, 500), new Copying(1, 10_000), new Copying(2, 10_000));

        @Override
        public String toString() {
            return connections + " connections x " + rowsInTransaction + " rows";
        }
    }

    /** Shared, so that message ids stay new when another measurement takes its sample. */
    private static final AtomicLong NUMBER = new AtomicLong();

    private final List<Column> columns;
    private final List<Row> rows;

    private EventTable(List<Column> columns, List<Row> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Takes the newest rows that ours has stored as the sample to write again. */
    static EventTable sampled() throws SQLException, IOException {
        return sampled(SAMPLE);
    }

    /** Takes so many of the newest rows. */
    static EventTable sampled(int size) throws SQLException, IOException {
        try (var connection = connect()) {
            var columns = columns(connection);
            return new EventTable(columns, rows(connection, columns, size));
        }
    }

    static Connection connect() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    static long count() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from event")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Rows per second by COPY. */
    double copy(Copying way, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        return rate(way.connections, connection -> {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            long copied = 0;
            while (System.nanoTime() < end) {
                copied += copyOnce(copy, way.rowsInTransaction);
            }
            return copied;
        });
    }

    /** Adds rows by COPY until the table has so many. */
    void fill(long wanted) throws SQLException {
        var missing = new AtomicLong(wanted - count());
        rate(2, connection -> {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            long copied = 0;
            while (missing.getAndAdd(-10_000) > 0) {
                copied += copyOnce(copy, 10_000);
            }
            return copied;
        });
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze event");
        }
    }

    /** Rows per second where each is a transaction: the server's group commit. */
    double insertSingly(int connections, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        return rate(connections, connection -> {
            long inserted = 0;
            try (var insert = connection.prepareStatement(insertStatement())) {
                while (System.nanoTime() < end) {
                    insertOne(insert);
                    inserted++;
                }
            }
            return inserted;
        });
    }

    /** How many rows have been written so far, by all measurements of this run. */
    static long written() {
        return NUMBER.get();
    }

    private interface Work {
        long on(Connection connection) throws SQLException, IOException;
    }

    private static double rate(int connections, Work work) {
        var begin = System.nanoTime();
        var written = Load.Threads.all(connections, () -> {
            try (var connection = connect()) {
                return work.on(connection);
            }
        });
        return written.stream().mapToLong(Long::longValue).sum() / ((System.nanoTime() - begin) / 1e9);
    }

    private long copyOnce(CopyManager copy, int count) throws SQLException {
        var text = new ByteArrayOutputStream(count * 700);
        var first = NUMBER.getAndAdd(count);
        for (int i = 0; i < count; i++) {
            var row = rows.get((int) ((first + i) % rows.size()));
            text.writeBytes(row.before);
            text.writeBytes(newMessageId(first + i).getBytes(StandardCharsets.ISO_8859_1));
            text.writeBytes(row.after);
        }
        var into = copy.copyIn("copy event (" + names() + ") from stdin");
        into.writeToCopy(text.toByteArray(), 0, text.size());
        return into.endCopy();
    }

    private void insertOne(PreparedStatement insert) throws SQLException {
        var next = NUMBER.getAndIncrement();
        var row = rows.get((int) (next % rows.size()));
        for (int i = 0; i < columns.size(); i++) {
            var isId = columns.get(i).name.equals("message_id");
            insert.setString(i + 1, isId ? newMessageId(next) : row.values.get(i));
        }
        insert.executeUpdate();
    }

    private static String newMessageId(long number) {
        return TrackEvents.messageId(BenchReport.SEED + 9_999_999, number);
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String insertStatement() {
        var places =
                columns.stream().map(column -> "cast(? as " + column.type + ")").collect(Collectors.joining(", "));
        return "insert into event (" + names() + ") values (" + places + ")";
    }

    /** Those the database fills itself stay its own. */
    private static List<Column> columns(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        select column_name, udt_name from information_schema.columns
                        where table_name = 'event' and is_identity = 'NO' and column_default is null
                          and is_generated = 'NEVER'
                        order by ordinal_position
                        """)) {
            var columns = new ArrayList<Column>();
            while (found.next()) {
                columns.add(new Column(found.getString(1), found.getString(2)));
            }
            return columns;
        }
    }

    private static List<Row> rows(Connection connection, List<Column> columns, int size)
            throws SQLException, IOException {
        var names = columns.stream().map(Column::name).toList();
        var at = names.indexOf("message_id");
        var query = "select " + String.join(", ", names) + " from event where type = 'track' order by seq desc limit "
                + size;
        var text = new StringWriter();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout", text);
        var values = values(connection, query, names.size());
        var rows = new ArrayList<Row>();
        for (var line : text.toString().split("\n")) {
            rows.add(cut(line.split("\t", -1), at, values.get(rows.size())));
        }
        return rows;
    }

    private static Row cut(String[] fields, int at, List<String> values) {
        var before = String.join("\t", List.of(fields).subList(0, at)) + "\t";
        var after = "\t" + String.join("\t", List.of(fields).subList(at + 1, fields.length)) + "\n";
        return new Row(before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8), values);
    }

    private static List<List<String>> values(Connection connection, String query, int columns) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<List<String>>();
            while (found.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    row.add(found.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
