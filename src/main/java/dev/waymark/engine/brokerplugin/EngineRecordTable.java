package dev.waymark.engine.brokerplugin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code engine_record} in Waymark's database, written in batches of one transaction each.
 *
 * <p>Used by one thread at a time. A failed write leaves nothing behind: the next one starts on a new connection.
 */
final class EngineRecordTable {

    private static final String INSERT = """
            insert into engine_record (partition_id, position, record_key, at, intent, element_id, element_type, \
            event_type, instance, flow_scope, process_id, process_version, definition_key, detail, job, reason) \
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
            on conflict (partition_id, position) do nothing""";

    private static final int SECONDS_TO_CONNECT = 5;
    private static final int SECONDS_TO_ANSWER = 30;

    private final String url;
    private final Properties properties = new Properties();
    private @Nullable Connection connection;
    private @Nullable KnownPast past;

    EngineRecordTable(String url, @Nullable String username, @Nullable String password) {
        this.url = url;
        properties.setProperty("ApplicationName", "waymark-exporter");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("connectTimeout", String.valueOf(SECONDS_TO_CONNECT));
        properties.setProperty("loginTimeout", String.valueOf(SECONDS_TO_CONNECT));
        properties.setProperty("socketTimeout", String.valueOf(SECONDS_TO_ANSWER));
        properties.setProperty("tcpKeepAlive", "true");
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
    }

    /** Returns once the rows are committed; rows that are there already stay as they are. */
    void write(List<EngineRecord> rows) throws SQLException {
        try {
            var current = connected();
            Objects.requireNonNull(past).requireSameAs(rows);
            writeAndCommit(current, rows);
        } catch (SQLException failure) {
            close();
            throw failure;
        }
    }

    void close() {
        var closing = connection;
        connection = null;
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (SQLException failure) {
            // the connection is given up either way
        }
    }

    private Connection connected() throws SQLException {
        var current = connection;
        if (current == null) {
            current = DriverManager.getConnection(url, properties);
            connection = current;
            past = new KnownPast(current);
            current.setAutoCommit(false);
        }
        return current;
    }

    private static void writeAndCommit(Connection connection, List<EngineRecord> rows) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT);
                var statement = connection.createStatement()) {
            for (var row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
            // within the transaction, so that a listener hears it at the commit and never before
            statement.execute("notify engine_record");
        }
        connection.commit();
    }

    private static void bind(PreparedStatement insert, EngineRecord row) throws SQLException {
        insert.setInt(1, row.origin().partition());
        insert.setLong(2, row.origin().position());
        insert.setLong(3, row.origin().key());
        insert.setObject(4, row.origin().at().atOffset(ZoneOffset.UTC));
        insert.setString(5, row.intent());
        insert.setString(6, row.element().id());
        insert.setString(7, row.element().type());
        insert.setString(8, row.element().event());
        insert.setLong(9, row.instance().key());
        insert.setLong(10, row.element().scope());
        insert.setString(11, row.instance().process());
        insert.setObject(12, row.instance().version(), Types.INTEGER);
        insert.setLong(13, row.instance().definition());
        insert.setString(14, row.detail());
        var stopped = row.stopped();
        insert.setObject(15, stopped == null ? null : stopped.key(), Types.BIGINT);
        insert.setString(16, stopped == null ? null : stopped.reason());
    }
}
