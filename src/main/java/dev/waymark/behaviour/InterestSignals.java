package dev.waymark.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.event.EventIngested;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much interest an event shows, and in what: looking counts 1, putting into a basket or on a wish list 3, buying 5
 * a product. Names and places are those of Segment's e-commerce specification.
 */
final class InterestSignals {

    private static final int LOOKED = 1;
    private static final int WANTED = 3;
    private static final int BOUGHT = 5;

    private static final Map<String, Integer> WEIGHTS = Map.of(
            "Product Viewed", LOOKED,
            "Product List Viewed", LOOKED,
            "Product Clicked", LOOKED,
            "Product Added", WANTED,
            "Product Added to Wishlist", WANTED);

    private InterestSignals() {}

    /** Whether an event by this type and name can show interest. */
    static boolean canBe(String type, @Nullable String name) {
        return type.equals("page")
                || type.equals("screen")
                || type.equals("track")
                        && name != null
                        && (WEIGHTS.containsKey(name) || name.equals(OrderReading.COMPLETED));
    }

    /** Weight by category; empty if the event shows none. */
    static Map<String, Integer> of(EventIngested event) {
        return switch (event.type()) {
            case "page", "screen" -> one(event.properties(), LOOKED);
            case "track" -> ofTrack(event, String.valueOf(event.name()));
            default -> Map.of();
        };
    }

    private static Map<String, Integer> ofTrack(EventIngested event, String name) {
        if (name.equals(OrderReading.COMPLETED)) {
            return bought(event.properties().path("products"));
        }
        var weight = WEIGHTS.get(name);
        return weight == null ? Map.of() : one(event.properties(), weight);
    }

    private static Map<String, Integer> one(JsonNode properties, int weight) {
        return Category.in(properties).map(category -> Map.of(category, weight)).orElse(Map.of());
    }

    private static Map<String, Integer> bought(JsonNode products) {
        var weights = new TreeMap<String, Integer>();
        for (var product : products) {
            Category.in(product).ifPresent(category -> weights.merge(category, BOUGHT, Integer::sum));
        }
        return weights;
    }
}
