package dev.waymark.testing;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What stands in the application's database, and is committed; for assertions that no API answers. */
@Singleton
public class Database {

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** The only value of the only row. */
    public long number(String query, Object... parameters) {
        return Long.parseLong(text(query, parameters));
    }

    /** The only value of the only row. */
    public String text(String query, Object... parameters) {
        var rows = texts(query, parameters);
        if (rows.size() != 1) {
            throw new AssertionError("Expected one row, but there are " + rows.size() + " of: " + query);
        }
        return rows.getFirst();
    }

    /** The first column of every row. */
    public List<String> texts(String query, Object... parameters) {
        try (var connection = source.getConnection();
                var statement = prepare(connection, query, parameters);
                var rows = statement.executeQuery()) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }

    /** Runs a statement that changes something; answers how many rows. */
    public int run(String statement, Object... parameters) {
        try (var connection = source.getConnection();
                var prepared = prepare(connection, statement, parameters)) {
            return prepared.executeUpdate();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }

    /** The profile of a user id, which must be known. */
    public UUID profileOf(Person person) {
        return UUID.fromString(
                text("select profile_id from identity where kind = 'user' and value = ?", person.userId()));
    }

    private static PreparedStatement prepare(Connection connection, String query, Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(query);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
