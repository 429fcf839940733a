package dev.waymark.bench;

import dev.waymark.segment.Asked;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * As fast as one connection reads what a recompute reads: each table once from beginning to end, nothing made of the
 * values.
 */
final class PlainRead {

    private static final int FETCHED = 5_000;

    private final List<String> queries;

    PlainRead(Asked asked) {
        var names = asked.eventNames().stream()
                .map(name -> "'" + name.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        this.queries = List.of(
                "select id, user_id, traits, traits_at from profile",
                "select * from event_summary where name in (" + names + ")",
                "select * from interest",
                "select * from order_total",
                "select * from purchase_rhythm",
                "select profile_id, signal from signal_on",
                "select profile_id, basis, due_at, memberships from evaluation");
    }

    /** Again and again for as long as a round lasts: one pass is too short to tell a neighbour's noise. */
    double perSecond(int people, Duration round) throws SQLException {
        var begin = System.nanoTime();
        long read = 0;
        try (var connection = EventTable.connect()) {
            connection.setAutoCommit(false);
            while (System.nanoTime() - begin < round.toNanos()) {
                for (var query : queries) {
                    read(connection, query);
                }
                read += people;
            }
        }
        return read / ((System.nanoTime() - begin) / 1e9);
    }

    private static void read(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (var rows = statement.executeQuery(query)) {
                var columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) {
                        rows.getString(i);
                    }
                }
            }
        }
    }
}
