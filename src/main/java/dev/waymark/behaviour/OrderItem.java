package dev.waymark.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One product of an order, in texts: what is stored and what is read back are equal.
 *
 * @param product its id, or empty
 * @param category its {@link Category} key, or empty
 * @param quantity six decimals; 1 if not said
 * @param price of one, six decimals, or empty
 */
record OrderItem(String product, String category, String quantity, String price) {

    private static final int MAX_ITEMS = 200;

    static List<OrderItem> of(JsonNode products) {
        var items = new ArrayList<OrderItem>();
        for (var product : products) {
            if (product.isObject() && items.size() < MAX_ITEMS) {
                items.add(item(product));
            }
        }
        return List.copyOf(items);
    }

    private static OrderItem item(JsonNode product) {
        return new OrderItem(
                Latest.text(product.path("product_id")).orElse(""),
                Category.in(product).orElse(""),
                Amount.in(product, "quantity")
                        .orElse(Amount.exact(BigDecimal.ONE))
                        .toPlainString(),
                Amount.in(product, "price").map(BigDecimal::toPlainString).orElse(""));
    }

    BigDecimal value() {
        return price.isEmpty() ? Amount.NONE : Amount.exact(new BigDecimal(price).multiply(new BigDecimal(quantity)));
    }
}
