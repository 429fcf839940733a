package dev.waymark.behaviour;

import static dev.waymark.support.Sql.column;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import dev.waymark.support.Sql.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * A table of {@link Fold}s, a row per person and key, read and written for many people with one statement.
 *
 * <p>Thread-safe; joins the caller's transaction, which holds the people's locks when it writes.
 */
abstract class FoldTable<T extends Fold<T>> {

    final Sql sql;
    private final String table;
    private final String keyColumn;

    FoldTable(Sql sql, String table, String keyColumn) {
        this.sql = sql;
        this.table = table;
        this.keyColumn = keyColumn;
    }

    abstract T read(ResultSet row, String key) throws SQLException;

    /** Writes whole rows, in the order given, whether they are there or not. */
    abstract void write(List<Map.Entry<RowKey, T>> rows);

    /** All rows of these people. */
    Map<RowKey, T> load(Collection<ProfileId> people) {
        return keyed("select * from " + table + " where profile_id = any(?)", ids(people));
    }

    /** Hands over all rows of these people, without gathering them. */
    void each(Collection<ProfileId> people, BiConsumer<RowKey, T> reader) {
        each(reader, "select * from " + table + " where profile_id = any(?)", ids(people));
    }

    /** Hands over the rows of these people by these keys. */
    void each(Collection<ProfileId> people, Collection<String> keys, BiConsumer<RowKey, T> reader) {
        each(
                reader,
                "select * from " + table + " where profile_id = any(?) and " + keyColumn + " = any(?)",
                ids(people),
                Sql.texts(List.copyOf(keys)));
    }

    /** These rows, as far as they are there. */
    Map<RowKey, T> loadRows(Collection<RowKey> rows) {
        return keyed(
                "select kept.* from unnest(?, ?) as wanted (profile_id, key) join " + table
                        + " kept on kept.profile_id = wanted.profile_id and kept." + keyColumn + " = wanted.key",
                column("uuid", rows, row -> row.profile().value()),
                column("text", rows, RowKey::key));
    }

    /** In one order for everybody. */
    void save(Map<RowKey, T> rows) {
        if (!rows.isEmpty()) {
            write(rows.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList());
        }
    }

    void delete(Collection<ProfileId> people) {
        sql.update("delete from " + table + " where profile_id = any(?)", ids(people));
    }

    static Column ids(Collection<ProfileId> people) {
        return column("uuid", people, ProfileId::value);
    }

    private Map<RowKey, T> keyed(String query, Object... parameters) {
        var rows = new HashMap<RowKey, T>();
        each(rows::put, query, parameters);
        return rows;
    }

    private void each(BiConsumer<RowKey, T> reader, String query, Object... parameters) {
        sql.each(
                query,
                row -> {
                    var key = row.getString(keyColumn);
                    reader.accept(
                            new RowKey(new ProfileId(row.getObject("profile_id", UUID.class)), key), read(row, key));
                },
                parameters);
    }
}
