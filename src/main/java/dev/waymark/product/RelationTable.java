package dev.waymark.product;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What orders say of products: which are bought together, and which most. Set-wise over the latest orders. Thread-safe;
 * joins the caller's transaction.
 */
@ApplicationScoped
class RelationTable {

    /** Of an order with more lines the others are left out: pairs grow with the square. */
    private static final int MOST_OF_AN_ORDER = 12;

    private static final int MOST_OF_A_PRODUCT = 20;

    /** Orders that count, each product once. */
    private static final String BOUGHT = """
            with latest as (
                select row_number() over () as n, items from (
                    select o.items from placed_order o
                    where o.ordered_at >= ? and o.ordered_at <= ? and not o.cancelled and o.items is not null
                      and not exists (select from jsonb_each(o.refunds) refund where refund.value ->> 'amount' = '')
                    order by o.ordered_at desc limit ?) ordered),
            bought as materialized (
                select latest.n, product.sku, product.category from latest,
                lateral (select distinct item ->> 'product' as sku from jsonb_array_elements(latest.items) item
                         order by 1 limit %d) of_order
                join product on product.sku = of_order.sku)
            """.formatted(MOST_OF_AN_ORDER);

    private final Sql sql;

    RelationTable(Sql sql) {
        this.sql = sql;
    }

    /** Which orders count. */
    record Span(Instant from, Instant to, int most) {}

    /** What somebody else is bought with. */
    public record Related(Product product, int orders) {}

    /** When it was reckoned last, and over how many orders. */
    public record Reckoned(Instant at, long orders) {}

    /**
     * Lets one node reckon when it is time: the others see that it has been done.
     *
     * @return whether it is the caller's turn; it then holds the row until its transaction ends
     */
    boolean takeTurn(Instant now, Duration every) {
        sql.query("select pg_advisory_xact_lock(hashtextextended('product_reckoning', 0))", row -> true);
        var last = reckoned();
        return last.isEmpty() || !now.isBefore(last.get().at().plus(every));
    }

    Optional<Reckoned> reckoned() {
        return sql
                .query(
                        "select reckoned_at, orders from product_reckoning",
                        row -> new Reckoned(
                                Objects.requireNonNull(Sql.instant(row, "reckoned_at")), row.getLong("orders")))
                .stream()
                .findFirst();
    }

    /** Pairs by how much more often they are together than each is bought at all, so that what all buy is not all's. */
    void reckonPairs(Span span, int minimumSupport) {
        sql.update("delete from related_product");
        sql.update(BOUGHT + """
                , counted as (select sku, count(*) as orders from bought group by sku),
                pairs as (
                    select one.sku, two.sku as other, count(*) as together
                    from bought one join bought two on two.n = one.n and two.sku <> one.sku
                    group by one.sku, two.sku having count(*) >= ?),
                ranked as (
                    select pairs.sku, pairs.other, pairs.together,
                           row_number() over (partition by pairs.sku order by
                               pairs.together / sqrt(cast(a.orders as float8) * b.orders) desc,
                               pairs.together desc, pairs.other) as place
                    from pairs join counted a on a.sku = pairs.sku join counted b on b.sku = pairs.other)
                insert into related_product (sku, place, other, orders)
                select sku, place, other, together from ranked where place <= ?
                """, span.from(), span.to(), span.most(), minimumSupport, MOST_OF_A_PRODUCT);
    }

    void reckonBestSellers(Span span) {
        sql.update("delete from best_seller");
        sql.update(BOUGHT + """
                , counted as (
                    select category, sku, count(*) as orders from bought where category <> '' group by category, sku
                    union all
                    select '', sku, count(*) from bought group by sku),
                ranked as (
                    select category, sku, orders,
                           row_number() over (partition by category order by orders desc, sku) as place
                    from counted)
                insert into best_seller (category, place, sku, orders)
                select category, place, sku, orders from ranked where place <= ?
                """, span.from(), span.to(), span.most(), MOST_OF_A_PRODUCT);
        sql.update(BOUGHT + """
                insert into product_reckoning (id, reckoned_at, orders)
                select 1, ?, count(distinct n) from bought
                on conflict (id) do update set reckoned_at = excluded.reckoned_at, orders = excluded.orders
                """, span.from(), span.to(), span.most(), span.to());
    }

    /** What is bought together with a product, the closest first. */
    List<Related> relatedTo(String sku) {
        return sql.query(
                "select product.*, related_product.orders from related_product"
                        + " join product on product.sku = related_product.other"
                        + " where related_product.sku = ? order by place",
                row -> new Related(ProductTable.row(row), row.getInt("orders")),
                sku);
    }
}
