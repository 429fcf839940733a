package dev.waymark.behaviour;

import static dev.waymark.behaviour.FoldTable.ids;
import static dev.waymark.support.Sql.column;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables {@code order_total} and {@code purchase_rhythm}: what a person's orders come to, so that rules need not
 * read the orders. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class OrderBookTable {

    private final Sql sql;

    OrderBookTable(Sql sql) {
        this.sql = sql;
    }

    private record Row<T>(ProfileId profile, T value) {}

    /** The books of these people; who never ordered has none. */
    Map<ProfileId, OrderBook> load(Collection<ProfileId> people) {
        var totals = byPerson(sql.query(
                "select * from order_total where profile_id = any(?) order by currency collate \"C\"",
                OrderBookTable::total,
                ids(people)));
        var rhythms = byPerson(sql.query(
                "select * from purchase_rhythm where profile_id = any(?) order by category collate \"C\"",
                OrderBookTable::rhythm,
                ids(people)));
        var books = new HashMap<ProfileId, OrderBook>();
        totals.forEach((profile, some) ->
                books.put(profile, new OrderBook(some, rhythms.getOrDefault(profile, List.of()))));
        return books;
    }

    /** @param grown have every entry they had, and perhaps more */
    void save(Map<ProfileId, OrderBook> grown, Map<ProfileId, OrderBook> madeAnew) {
        if (!madeAnew.isEmpty()) {
            delete(madeAnew.keySet());
        }
        var all = new TreeMap<ProfileId, OrderBook>(Comparator.comparing(ProfileId::value));
        all.putAll(grown);
        all.putAll(madeAnew);
        writeTotals(rows(all, OrderBook::totals));
        writeRhythms(rows(all, OrderBook::rhythms));
    }

    void delete(Collection<ProfileId> people) {
        sql.update("delete from order_total where profile_id = any(?)", ids(people));
        sql.update("delete from purchase_rhythm where profile_id = any(?)", ids(people));
    }

    private void writeTotals(List<Row<OrderTotal>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into order_total (profile_id, currency, orders, value, first_at, last_at)
                select profile_id, currency, orders, value, first_at, last_at
                from unnest(?, ?, ?, ?, ?, ?) as summed (profile_id, currency, orders, value, first_at, last_at)
                on conflict on constraint order_total_pk do update
                set orders = excluded.orders, value = excluded.value, first_at = excluded.first_at,
                    last_at = excluded.last_at
                """,
                column("uuid", rows, row -> row.profile().value()),
                column("text", rows, row -> row.value().currency()),
                column("int8", rows, row -> row.value().orders()),
                column("numeric", rows, row -> row.value().value()),
                column("timestamptz", rows, row -> row.value().firstAt()),
                column("timestamptz", rows, row -> row.value().lastAt()));
    }

    private void writeRhythms(List<Row<Rhythm>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into purchase_rhythm (profile_id, category, purchases, latest, days)
                select profile_id, category, purchases, cast(latest as date[]), days
                from unnest(?, ?, ?, ?, ?) as summed (profile_id, category, purchases, latest, days)
                on conflict on constraint purchase_rhythm_pk do update
                set purchases = excluded.purchases, latest = excluded.latest, days = excluded.days
                """,
                column("uuid", rows, row -> row.profile().value()),
                column("text", rows, row -> row.value().category()),
                column("int4", rows, row -> row.value().purchases()),
                column("text", rows, row -> inBraces(row.value().latest())),
                column("int4", rows, row -> row.value().interval()));
    }

    private static Row<OrderTotal> total(ResultSet row) throws SQLException {
        return new Row<>(
                profile(row),
                new OrderTotal(
                        row.getString("currency"),
                        row.getLong("orders"),
                        Amount.exact(row.getBigDecimal("value")),
                        Sql.instant(row, "first_at"),
                        Sql.instant(row, "last_at")));
    }

    private static Row<Rhythm> rhythm(ResultSet row) throws SQLException {
        return new Row<>(
                profile(row),
                new Rhythm(
                        row.getString("category"),
                        row.getInt("purchases"),
                        Stream.of((Date[]) row.getArray("latest").getArray())
                                .map(Date::toLocalDate)
                                .toList()));
    }

    private static String inBraces(List<LocalDate> days) {
        return days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static ProfileId profile(ResultSet row) throws SQLException {
        return new ProfileId(row.getObject("profile_id", UUID.class));
    }

    private static <T> Map<ProfileId, List<T>> byPerson(List<Row<T>> rows) {
        var byPerson = new HashMap<ProfileId, List<T>>();
        rows.forEach(row -> byPerson.computeIfAbsent(row.profile(), any -> new ArrayList<>())
                .add(row.value()));
        return byPerson;
    }

    private static <T> List<Row<T>> rows(Map<ProfileId, OrderBook> books, Function<OrderBook, List<T>> part) {
        return books.entrySet().stream()
                .flatMap(book -> part.apply(book.getValue()).stream().map(value -> new Row<>(book.getKey(), value)))
                .toList();
    }
}
