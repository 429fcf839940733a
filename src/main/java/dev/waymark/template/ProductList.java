package dev.waymark.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which products a parameter is: a list of maps with sku, name, category, price, url, image and reason.
 *
 * @param most how many at most
 * @param orBestSellers whether best sellers take their place where there are none
 * @param category of best sellers; null for the one the person looked at last, or all
 * @param skipsWhenEmpty whether a message without any is not sent; else it is sent with an empty list
 */
public record ProductList(
        int most, boolean orBestSellers, @Nullable String category, boolean skipsWhenEmpty) {

    static final String BEST_SELLERS = "best-sellers";
    static final Set<String> SOURCES = Set.of("recently-browsed", "related", BEST_SELLERS);
    static final int FEW = 3;
    static final int MANY = 10;
}
