package dev.waymark.engine.brokerplugin;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the broker tells of the past that the table knows. A broker that has lost its data, or is another one, numbers
 * its records from the start, and one that was set back tells of other things from then on: they would be taken for
 * repeats, and nobody would ever learn what it does.
 *
 * <p>One for a connection. It looks until the broker tells of what the table cannot know yet, and no further: the cursor's
 * row is locked by whoever reads along, who must not hold us up.
 */
final class KnownPast {

    /** Elements have been kept since there is a table, so each of them up to its newest record is in it. */
    private static final String UNKNOWN_HERE = """
            select count(*) from unnest(?, ?, ?) as told (position, record_key, at) \
            where not exists (select 1 from engine_record known where known.partition_id = ? \
            and known.position = told.position and known.record_key = told.record_key and known.at = told.at)""";

    private static final String NEWEST = "select coalesce(max(position), -1) from engine_record where partition_id = ?";

    private static final String CURSOR =
            "insert into engine_cursor (partition_id, position) values (?, -1) on conflict (partition_id) do nothing";

    private static final String MARK = """
            update engine_cursor set foreign_since = case when ? then clock_timestamp() end \
            where partition_id = ? and (foreign_since is null) = ?""";

    private final Connection connection;
    private long newest = Long.MAX_VALUE;
    private boolean isBehind;

    KnownPast(Connection connection) {
        this.connection = connection;
    }

    /** @throws ForeignPast where the rows are of another past; that is written down, and nothing else */
    void requireSameAs(List<EngineRecord> rows) throws SQLException {
        if (isBehind) {
            return;
        }
        var partition = rows.getFirst().origin().partition();
        if (newest == Long.MAX_VALUE) {
            begin(partition);
        }
        var known = rows.stream()
                .filter(row -> row.origin().position() <= newest)
                .filter(row -> row.element().type() != null)
                .toList();
        isBehind = rows.getFirst().origin().position() > newest;
        if (isBehind || !known.isEmpty()) {
            decide(partition, !known.isEmpty() && isForeign(partition, known));
        }
    }

    private void begin(int partition) throws SQLException {
        try (var cursor = connection.prepareStatement(CURSOR);
                var ask = connection.prepareStatement(NEWEST)) {
            cursor.setInt(1, partition);
            cursor.executeUpdate();
            ask.setInt(1, partition);
            try (var found = ask.executeQuery()) {
                found.next();
                newest = found.getLong(1);
            }
        }
    }

    private void decide(int partition, boolean isForeign) throws SQLException {
        try (var mark = connection.prepareStatement(MARK)) {
            mark.setBoolean(1, isForeign);
            mark.setInt(2, partition);
            mark.setBoolean(3, isForeign);
            mark.executeUpdate();
        }
        if (isForeign) {
            connection.commit();
            throw new ForeignPast();
        }
    }

    private boolean isForeign(int partition, List<EngineRecord> elements) throws SQLException {
        try (var count = connection.prepareStatement(UNKNOWN_HERE)) {
            count.setArray(
                    1, array("bigint", elements.stream().map(row -> row.origin().position())));
            count.setArray(
                    2, array("bigint", elements.stream().map(row -> row.origin().key())));
            count.setArray(
                    3,
                    array(
                            "timestamptz",
                            elements.stream().map(row -> row.origin().at().atOffset(ZoneOffset.UTC))));
            count.setInt(4, partition);
            try (var found = count.executeQuery()) {
                found.next();
                return found.getLong(1) > 0;
            }
        }
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
