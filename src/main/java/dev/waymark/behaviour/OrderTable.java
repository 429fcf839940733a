package dev.waymark.behaviour;

import static dev.waymark.support.Sql.column;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.waymark.support.Sql;
import dev.waymark.support.Sql.Column;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code placed_order}. Thread-safe; joins the caller's transaction. */
@Singleton
class OrderTable extends FoldTable<PlacedOrder> {

    private static final TypeReference<List<OrderItem>> ITEMS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Refund>> REFUNDS = new TypeReference<>() {};

    OrderTable(Sql sql) {
        super(sql, "placed_order", "order_id");
    }

    @Override
    PlacedOrder read(ResultSet row, String orderId) throws SQLException {
        return new PlacedOrder(
                orderId,
                Sql.instant(row, "ordered_at"),
                content(row),
                Json.read(row.getString("refunds"), REFUNDS),
                row.getBoolean("cancelled"));
    }

    private static @Nullable OrderContent content(ResultSet row) throws SQLException {
        var saidAt = Sql.instant(row, "said_at");
        return saidAt == null
                ? null
                : new OrderContent(
                        new Moment(saidAt, row.getString("said_by")),
                        Amount.exact(row.getBigDecimal("value")),
                        row.getString("currency"),
                        Json.read(row.getString("items"), ITEMS));
    }

    @Override
    void write(List<Entry<RowKey, PlacedOrder>> rows) {
        sql.update(
                """
                insert into placed_order (profile_id, order_id, ordered_at, said_at, said_by, value, currency, items,
                                          refunds, cancelled)
                select profile_id, order_id, ordered_at, said_at, said_by, value, currency,
                       cast(items as jsonb), cast(refunds as jsonb), cancelled
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                     as summed (profile_id, order_id, ordered_at, said_at, said_by, value, currency, items,
                                refunds, cancelled)
                on conflict on constraint placed_order_pk do update
                set ordered_at = excluded.ordered_at, said_at = excluded.said_at, said_by = excluded.said_by,
                    value = excluded.value, currency = excluded.currency, items = excluded.items,
                    refunds = excluded.refunds, cancelled = excluded.cancelled
                """,
                column("uuid", rows, row -> row.getKey().profile().value()),
                column("text", rows, row -> row.getKey().key()),
                column("timestamptz", rows, row -> row.getValue().orderedAt()),
                said("timestamptz", rows, content -> content.moment().at()),
                said("text", rows, content -> content.moment().messageId()),
                said("numeric", rows, OrderContent::value),
                said("text", rows, OrderContent::currency),
                said("text", rows, content -> Json.write(content.items())),
                column("text", rows, row -> Json.write(row.getValue().refunds())),
                column("bool", rows, row -> row.getValue().cancelled()));
    }

    /** What an order is about; null while nobody said. */
    private static Column said(
            String type, List<Entry<RowKey, PlacedOrder>> rows, Function<OrderContent, Object> value) {
        return column(type, rows, row -> {
            var content = row.getValue().content();
            return content == null ? null : value.apply(content);
        });
    }
}
