package dev.waymark.product;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be bought.
 *
 * @param sku what events call {@code product_id}
 * @param category a {@link dev.waymark.behaviour.Category} key, or empty
 * @param currency of the price, three capitals; null where there is no price
 * @param url https
 * @param image https
 */
public record Product(
        String sku,
        String name,
        String category,
        @Nullable BigDecimal price,
        @Nullable String currency,
        @Nullable String url,
        @Nullable String image,
        boolean inStock,
        Instant updatedAt) {}
