package dev.waymark.engine.brokerplugin;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the broker tells of the past that the table knows. A broker that has lost its data, or is another one, numbers
 * its records from the start: they would be taken for repeats, and nobody would ever learn what it does.
 *
 * <p>Asked once for a connection: the cursor's row is locked by whoever reads along, who must not hold us up.
 */
final class KnownPast {

    /** Elements have been kept since there is a table, so each of them up to its newest record is in it. */
    private static final String UNKNOWN_HERE = """
            select count(*) from unnest(?, ?, ?) as told (position, record_key, at) \
            where told.position <= (select max(position) from engine_record where partition_id = ?) \
            and not exists (select 1 from engine_record known where known.partition_id = ? \
            and known.position = told.position and known.record_key = told.record_key and known.at = told.at)""";

    private static final String MARK = """
            insert into engine_cursor (partition_id, position, foreign_since) \
            values (?, -1, case when ? then clock_timestamp() end) \
            on conflict (partition_id) do update set foreign_since = case when ? \
            then coalesce(engine_cursor.foreign_since, excluded.foreign_since) end \
            where (engine_cursor.foreign_since is null) = ?""";

    private final Connection connection;
    private final int partition;

    KnownPast(Connection connection, int partition) {
        this.connection = connection;
        this.partition = partition;
    }

    /** @throws ForeignPast where the rows are of another past; that is written down, and nothing else */
    void requireSameAs(List<EngineRecord> rows) throws SQLException {
        var isForeign = isForeign(
                rows.stream().filter(row -> row.element().type() != null).toList());
        mark(isForeign);
        if (isForeign) {
            connection.commit();
            throw new ForeignPast();
        }
    }

    private boolean isForeign(List<EngineRecord> elements) throws SQLException {
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
            count.setInt(5, partition);
            try (var found = count.executeQuery()) {
                found.next();
                return found.getLong(1) > 0;
            }
        }
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private void mark(boolean isForeign) throws SQLException {
        try (var mark = connection.prepareStatement(MARK)) {
            mark.setInt(1, partition);
            mark.setBoolean(2, isForeign);
            mark.setBoolean(3, isForeign);
            mark.setBoolean(4, isForeign);
            mark.executeUpdate();
        }
    }
}
