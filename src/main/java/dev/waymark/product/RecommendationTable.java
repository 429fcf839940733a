package dev.waymark.product;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What to show to one person, read when it is asked. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class RecommendationTable {

    /** Of somebody who looks at more, the latest. */
    private static final int MOST_VIEWS = 200;

    private static final String PERSON = """
            with person as (
                select p.id from profile p, profile asked
                where asked.id = ? and (p.id = coalesce(asked.merged_into, asked.id)
                                        or p.merged_into = coalesce(asked.merged_into, asked.id))),
            bought as (
                select item ->> 'product' as sku, o.order_id, o.ordered_at
                from placed_order o, jsonb_array_elements(o.items) item
                where o.profile_id in (select id from person) and o.ordered_at is not null and not o.cancelled)
            """;

    private static final String VIEWED = PERSON + """
            , viewed as (
                select sku, max(occurred_at) as at from (
                    select coalesce(properties ->> 'product_id', properties ->> 'sku') as sku, occurred_at
                    from event where profile_id in (select id from person) and name = 'Product Viewed'
                    order by seq desc limit %d) latest
                where occurred_at >= ? group by sku)
            """.formatted(MOST_VIEWS);

    private final Sql sql;

    RecommendationTable(Sql sql) {
        this.sql = sql;
    }

    /** What the person looked at since then and has not bought after, the latest first, as far as it can be had. */
    List<Product> recentlyBrowsed(ProfileId profile, Instant since, int most) {
        return sql.query(VIEWED + """
                select product.* from viewed join product on product.sku = viewed.sku
                where product.in_stock
                  and not exists (select from bought where bought.sku = viewed.sku and bought.ordered_at >= viewed.at)
                order by viewed.at desc, product.sku limit ?
                """, ProductTable::row, profile.value(), since, most);
    }

    /** What is bought together with what the person's latest order holds, without what they have. */
    List<Product> relatedToLatestOrder(ProfileId profile, int most) {
        return sql.query(PERSON + """
                , latest as (
                    select sku from bought
                    where order_id = (select order_id from bought order by ordered_at desc, order_id limit 1)),
                candidates as (
                    select related.other as sku, min(related.place) as place, sum(related.orders) as orders
                    from related_product related join latest on latest.sku = related.sku group by related.other)
                select product.* from candidates join product on product.sku = candidates.sku
                where product.in_stock and not exists (select from bought where bought.sku = product.sku)
                order by candidates.place, candidates.orders desc, product.sku limit ?
                """, ProductTable::row, profile.value(), most);
    }

    /** What most orders of the category hold, without what the person has. */
    List<Product> bestSellers(ProfileId profile, String category, int most) {
        return sql.query(PERSON + """
                select product.* from best_seller join product on product.sku = best_seller.sku
                where best_seller.category = ? and product.in_stock
                  and not exists (select from bought where bought.sku = product.sku)
                order by best_seller.place limit ?
                """, ProductTable::row, profile.value(), category, most);
    }

    /** The category of what the person looked at last since then. */
    Optional<String> categoryLookedAt(ProfileId profile, Instant since) {
        return sql.query(VIEWED + """
                        select product.category from viewed join product on product.sku = viewed.sku
                        where product.category <> '' order by viewed.at desc, product.sku limit 1
                        """, row -> row.getString(1), profile.value(), since).stream()
                .findFirst();
    }
}
