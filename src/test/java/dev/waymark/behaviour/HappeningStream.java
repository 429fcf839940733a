package dev.waymark.behaviour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A stream of things somebody does, from a seed: with ties, strange values, and orders told in pieces. */
final class HappeningStream {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> CATEGORIES = List.of("TV", "Dog Food", "dog-food", "อาหารสุนัข", "");
    private static final List<String> LOOKS = List.of("Product Viewed", "Product Added", "Key Feature Used");
    private static final List<Object> VALUES = List.of(0.1, 12, "7.25", "much", 1e20, 1e-9, 33.333333333, -4, true);
    private static final List<String> CURRENCIES = List.of("THB", "usd", "", "nonsense");

    private final Random random;
    private final String prefix;

    HappeningStream(long seed) {
        this.random = new Random(seed);
        this.prefix = Long.toHexString(seed);
    }

    /** An event not yet of anybody. */
    record Happening(String messageId, String type, String name, Instant at, ObjectNode properties) {}

    /** Each once, sorted by time. */
    List<Happening> unique(int count) {
        return IntStream.range(0, count)
                .mapToObj(this::happening)
                .sorted(Comparator.comparing(Happening::at).thenComparing(Happening::messageId))
                .toList();
    }

    /** Each once or several times, in any order. */
    List<Happening> repeatedAndShuffled(List<Happening> events) {
        var stream = new ArrayList<Happening>();
        events.forEach(event -> stream.addAll(Collections.nCopies(1 + random.nextInt(3), event)));
        Collections.shuffle(stream, random);
        return stream;
    }

    List<Happening> shuffled(List<Happening> events) {
        var stream = new ArrayList<>(events);
        Collections.shuffle(stream, random);
        return stream;
    }

    List<List<Happening>> batches(List<Happening> stream) {
        var batches = new ArrayList<List<Happening>>();
        for (int from = 0, to; from < stream.size(); from = to) {
            to = Math.min(stream.size(), from + 1 + random.nextInt(40));
            batches.add(stream.subList(from, to));
        }
        return batches;
    }

    private Happening happening(int number) {
        // few moments, so that some are the same; some of them long ago
        var at = START.plus(Duration.ofHours(random.nextInt(20) * 6L)).plus(Duration.ofDays(random.nextInt(150)));
        var id = "%s-%05d".formatted(prefix, random.nextInt(100_000)) + "-" + number;
        return switch (random.nextInt(8)) {
            case 0 -> new Happening(id, "track", "Order Completed", at, order(true));
            case 1 -> new Happening(id, "track", "Order Updated", at, order(true));
            case 2 -> new Happening(id, "track", "Order Refunded", at, order(random.nextBoolean()));
            case 3 ->
                new Happening(
                        id, "track", random.nextInt(4) == 0 ? "Order Cancelled" : "Order Completed", at, order(true));
            case 4 -> new Happening(id, "page", "Home", at, look());
            default -> new Happening(id, "track", any(LOOKS), at, look());
        };
    }

    private ObjectNode look() {
        return json(Map.of("category", any(CATEGORIES), "value", any(VALUES), "n", random.nextInt(5)));
    }

    private ObjectNode order(boolean withTotal) {
        var order = json(Map.of(
                "order_id", "o-" + random.nextInt(12),
                "currency", any(CURRENCIES),
                "products", List.of(product(), product())));
        return withTotal ? order.put("total", random.nextInt(10_000) / 100.0) : order;
    }

    private Map<String, Object> product() {
        return Map.of("product_id", random.nextInt(9), "category", any(CATEGORIES), "price", any(VALUES));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static ObjectNode json(Map<String, Object> properties) {
        return Happenings.JSON.valueToTree(properties);
    }
}
