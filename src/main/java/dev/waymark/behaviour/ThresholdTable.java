package dev.waymark.behaviour;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tables {@code rfm_threshold} and {@code category_interval}: where one person stands among all. Thread-safe; joins
 * the caller's transaction.
 */
@ApplicationScoped
class ThresholdTable {

    static final String RECENCY = "RECENCY";
    static final String MONETARY = "MONETARY";

    private final Sql sql;

    ThresholdTable(Sql sql) {
        this.sql = sql;
    }

    /** Four bounds between five scores. */
    record Bounds(Scale scale, long profiles, Instant computedAt) {}

    private record Bound(String measure, BigDecimal above, long profiles, Instant computedAt) {}

    private record Fifths(List<BigDecimal> days, List<BigDecimal> values, long profiles) {}

    /** By measure; empty before anybody ordered. */
    Map<String, Bounds> bounds() {
        var rows = sql.query("select * from rfm_threshold order by measure, score", ThresholdTable::bound);
        return rows.stream()
                .collect(Collectors.collectingAndThen(
                        Collectors.groupingBy(Bound::measure),
                        measures -> measures.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, one -> bounds(one.getValue())))));
    }

    /** Fifths of all people who have orders that count. */
    void computeFifths(HomeCurrency home, Instant now) {
        var fifths = sql.query(
                        """
                        select percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by day) as days,
                               percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by value) as values,
                               count(*) as profiles
                        from (select cast((max(last_at) at time zone 'UTC')::date - date '1970-01-01' as numeric) as day,
                                     coalesce(sum(value * rate), 0) as value
                              from order_total left join
                                   (select currency, cast(rate as numeric) as rate
                                    from unnest(?, ?) as told (currency, rate)) known using (currency)
                              group by profile_id having sum(orders) > 0) person
                        """,
                        ThresholdTable::fifths,
                        Sql.texts(home.currencies()),
                        Sql.column(
                                "text",
                                home.currencies(),
                                currency -> home.rate(currency).orElseThrow().toPlainString()))
                .getFirst();
        // two at once would both delete and then both insert
        sql.update("lock table rfm_threshold in share row exclusive mode");
        sql.update("delete from rfm_threshold");
        insert(RECENCY, fifths.days(), fifths.profiles(), now);
        insert(MONETARY, fifths.values(), fifths.profiles(), now);
    }

    /** Days by category, as far as enough people have an interval of their own. */
    Map<String, Integer> intervals() {
        return sql
                .query(
                        "select category, days from category_interval",
                        row -> Map.entry(row.getString("category"), row.getInt("days")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void computeIntervals(Collection<String> categories, int minimum, Instant now) {
        sql.update("delete from category_interval");
        sql.update("""
                insert into category_interval (category, days, profiles, computed_at)
                select category, percentile_disc(0.5) within group (order by days), count(*), ?
                from purchase_rhythm where category = any(?) and days is not null
                group by category having count(*) >= ?
                """, now, Sql.texts(List.copyOf(categories)), minimum);
    }

    /** In which currencies there are values that nobody knows the worth of. */
    List<String> currenciesWithoutRate(HomeCurrency home) {
        return sql.query(
                "select distinct currency from order_total where value <> 0 and currency <> all(?) order by currency",
                row -> row.getString("currency"),
                Sql.texts(home.currencies()));
    }

    private void insert(String measure, List<BigDecimal> above, long profiles, Instant now) {
        IntStream.range(0, above.size())
                .forEach(i -> sql.update(
                        "insert into rfm_threshold (measure, score, above, profiles, computed_at) values (?, ?, ?, ?, ?)",
                        measure,
                        i + 2,
                        above.get(i),
                        profiles,
                        now));
    }

    private static Bounds bounds(List<Bound> rows) {
        var first = rows.getFirst();
        return new Bounds(new Scale(rows.stream().map(Bound::above).toList()), first.profiles(), first.computedAt());
    }

    private static Bound bound(ResultSet row) throws SQLException {
        return new Bound(
                row.getString("measure"),
                row.getBigDecimal("above"),
                row.getLong("profiles"),
                Objects.requireNonNull(Sql.instant(row, "computed_at")));
    }

    private static Fifths fifths(ResultSet row) throws SQLException {
        return new Fifths(numbers(row, "days"), numbers(row, "values"), row.getLong("profiles"));
    }

    private static List<BigDecimal> numbers(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((BigDecimal[]) array.getArray());
    }
}
