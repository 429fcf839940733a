package dev.waymark.support;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Statements about many rows at once, where going through entities would cost a statement for each. A
 * {@link Column} becomes a PostgreSQL array, to be unfolded by {@code unnest}.
 *
 * <p>Thread-safe. Joins the running transaction; without one each statement is its own.
 */
@ApplicationScoped
public class Sql {

    private final AgroalDataSource database;

    Sql(AgroalDataSource database) {
        this.database = database;
    }

    /** Makes something of one row. */
    public interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Does something with one row. */
    public interface Looking {
        void at(ResultSet row) throws SQLException;
    }

    /** One value for each row, as a PostgreSQL array. */
    public record Column(String type, @Nullable Object[] values) {}

    /** One value for each of many, in their order. */
    public static <T> Column column(
            String type, Collection<T> rows, Function<? super T, ? extends @Nullable Object> value) {
        return new Column(type, rows.stream().map(value).toArray());
    }

    public static Column uuids(Collection<UUID> values) {
        return new Column("uuid", values.toArray());
    }

    public static Column texts(Collection<@Nullable String> values) {
        return new Column("text", values.toArray());
    }

    public <T> List<T> query(String sql, Reading<T> reading, @Nullable Object... parameters) {
        var read = new ArrayList<T>();
        each(sql, row -> read.add(reading.of(row)), parameters);
        return read;
    }

    /** Looks at every row, and keeps none. */
    public void each(String sql, Looking looking, @Nullable Object... parameters) {
        try (var connection = database.getConnection();
                var statement = prepare(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                looking.at(rows);
            }
        } catch (SQLException failed) {
            throw new SqlFailure(failed);
        }
    }

    /** Answers how many rows it changed. */
    public int update(String sql, @Nullable Object... parameters) {
        try (var connection = database.getConnection();
                var statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new SqlFailure(failed);
        }
    }

    /** Sends rows in COPY's text format: the fastest road into a table. */
    public void copy(String sql, byte[] rows) {
        try (var connection = database.getConnection()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            try {
                copy.writeToCopy(rows, 0, rows.length);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException failed) {
            throw new SqlFailure(failed);
        }
    }

    /** A moment in a column of type timestamptz. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            set(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    private static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Instant at -> statement.setObject(index, at.atOffset(ZoneOffset.UTC));
            case Column column -> statement.setObject(index, ArrayLiteral.of(column));
            default -> statement.setObject(index, value);
        }
    }
}
