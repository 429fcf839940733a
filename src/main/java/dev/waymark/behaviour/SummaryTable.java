package dev.waymark.behaviour;

import static dev.waymark.support.Sql.column;

import dev.waymark.support.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map.Entry;
import java.util.Objects;

/** The table {@code event_summary}. Thread-safe; joins the caller's transaction. */
@Singleton
class SummaryTable extends FoldTable<EventSummary> {

    SummaryTable(Sql sql) {
        super(sql, "event_summary", "name");
    }

    @Override
    EventSummary read(ResultSet row, String name) throws SQLException {
        var lastAt = Objects.requireNonNull(Sql.instant(row, "last_at"));
        return new EventSummary(
                name,
                row.getLong("count"),
                Objects.requireNonNull(Sql.instant(row, "first_at")),
                Amount.exact(row.getBigDecimal("value")),
                DayCounts.of((Integer[]) row.getArray("days").getArray()),
                Latest.stored(new Moment(lastAt, row.getString("last_message_id")), row.getString("last_properties")));
    }

    @Override
    void write(List<Entry<RowKey, EventSummary>> rows) {
        sql.update(
                """
                insert into event_summary (profile_id, name, count, first_at, last_at, last_message_id,
                                           value, days, last_properties)
                select profile_id, name, count, first_at, last_at, last_message_id,
                       value, cast(days as int[]), cast(last_properties as jsonb)
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                     as summed (profile_id, name, count, first_at, last_at, last_message_id,
                                value, days, last_properties)
                on conflict on constraint event_summary_pk do update
                set count = excluded.count, first_at = excluded.first_at, last_at = excluded.last_at,
                    last_message_id = excluded.last_message_id, value = excluded.value, days = excluded.days,
                    last_properties = excluded.last_properties
                """,
                column("uuid", rows, row -> row.getKey().profile().value()),
                column("text", rows, row -> row.getKey().key()),
                column("int8", rows, row -> row.getValue().count()),
                column("timestamptz", rows, row -> row.getValue().firstAt()),
                column("timestamptz", rows, row -> row.getValue().lastAt()),
                column("text", rows, row -> row.getValue().latest().moment().messageId()),
                column("numeric", rows, row -> row.getValue().value()),
                column("text", rows, row -> row.getValue().days().asArray()),
                column("text", rows, row -> row.getValue().latest().json()));
    }
}
