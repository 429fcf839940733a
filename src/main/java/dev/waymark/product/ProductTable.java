package dev.waymark.product;

import static dev.waymark.support.Sql.column;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of the catalogue. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ProductTable {

    private final Sql sql;

    ProductTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Product> find(String sku) {
        return sql.query("select * from product where sku = ?", ProductTable::row, sku).stream()
                .findFirst();
    }

    /**
     * Products by their sku, in its order.
     *
     * @param text part of a name or sku, whatever its case; empty for all
     * @param category a key, or null for all
     * @param after the last sku of the page before, or empty
     */
    List<Product> list(String text, @Nullable String category, String after, int limit) {
        var part = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return sql.query(
                "select * from product where sku > ? and (name ilike ? or sku ilike ?)"
                        + " and (cast(? as text) is null or category = cast(? as text)) order by sku limit ?",
                ProductTable::row,
                after,
                part,
                part,
                category,
                category,
                limit);
    }

    /** Replaces what was known of each; at most one of a sku. */
    void save(Collection<Product> products) {
        sql.update(
                """
                insert into product (sku, name, category, price, currency, url, image, in_stock, updated_at)
                select sku, name, category, price, currency, url, image, in_stock, updated_at
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                     as given (sku, name, category, price, currency, url, image, in_stock, updated_at)
                order by sku
                on conflict (sku) do update
                set name = excluded.name, category = excluded.category, price = excluded.price,
                    currency = excluded.currency, url = excluded.url, image = excluded.image,
                    in_stock = excluded.in_stock, updated_at = excluded.updated_at
                """,
                column("text", products, Product::sku),
                column("text", products, Product::name),
                column("text", products, Product::category),
                column("numeric", products, Product::price),
                column("text", products, Product::currency),
                column("text", products, Product::url),
                column("text", products, Product::image),
                column("bool", products, Product::inStock),
                column("timestamptz", products, Product::updatedAt));
    }

    Set<String> categories() {
        return sql.query("select distinct category from product where category <> ''", row -> row.getString(1)).stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    static Product row(ResultSet row) throws SQLException {
        return new Product(
                row.getString("sku"),
                row.getString("name"),
                row.getString("category"),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getString("url"),
                row.getString("image"),
                row.getBoolean("in_stock"),
                Objects.requireNonNull(Sql.instant(row, "updated_at")));
    }
}
