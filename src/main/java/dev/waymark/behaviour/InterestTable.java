package dev.waymark.behaviour;

import static dev.waymark.support.Sql.column;

import dev.waymark.support.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map.Entry;

/** The table {@code interest}. Thread-safe; joins the caller's transaction. */
@Singleton
class InterestTable extends FoldTable<DayCounts> {

    InterestTable(Sql sql) {
        super(sql, "interest", "category");
    }

    @Override
    DayCounts read(ResultSet row, String category) throws SQLException {
        return DayCounts.of((Integer[]) row.getArray("days").getArray());
    }

    @Override
    void write(List<Entry<RowKey, DayCounts>> rows) {
        sql.update(
                """
                insert into interest (profile_id, category, days)
                select profile_id, category, cast(days as int[])
                from unnest(?, ?, ?) as summed (profile_id, category, days)
                on conflict on constraint interest_pk do update set days = excluded.days
                """,
                column("uuid", rows, row -> row.getKey().profile().value()),
                column("text", rows, row -> row.getKey().key()),
                column("text", rows, row -> row.getValue().asArray()));
    }
}
