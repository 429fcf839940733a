package dev.waymark.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Plain statements for assertions about what stands in a database. */
final class Sql {

    private Sql() {}

    static void run(DatabaseAccess access, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(access.url(), access.username(), access.password());
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }

    /** First column of the first row. */
    static String text(DatabaseAccess access, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(access.url(), access.username(), access.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static int number(DatabaseAccess access, String query) throws SQLException {
        return Integer.parseInt(text(access, query));
    }
}
