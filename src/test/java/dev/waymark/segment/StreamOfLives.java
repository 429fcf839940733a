package dev.waymark.segment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What some dozens of people do, from a seed: by name and without one, in any order, some of it long ago, some of it
 * said twice; made of what rules look at, near the moments at which their answers change.
 */
final class StreamOfLives {

    static final int PEOPLE = 36;
    private static final int DEVICES = 2;
    private static final List<Integer> DAYS = List.of(1, 3, 5, 14, 28, 30, 60, 90, 180, 365);
    private static final List<String> CATEGORIES =
            List.of("tv", "Dog Food", "dog", "cat", "puppy", "nappies", "toys", "contact-lenses", "บ้าน");
    private static final List<String> ORDER_EVENTS = List.of(
            "Order Completed",
            "Order Completed",
            "Order Completed",
            "Order Updated",
            "Order Refunded",
            "Order Cancelled");

    private final Random random;
    private final String prefix;
    private final List<String> names;
    private final List<Map<String, Object>> said = new ArrayList<>();

    /** @param names of events that rules ask about */
    StreamOfLives(long seed, List<String> names) {
        this.random = new Random(seed);
        this.prefix = "life-" + Long.toHexString(seed);
        this.names = names;
    }

    /** What the ids of all these people and their devices begin with. */
    String prefix() {
        return prefix;
    }

    String user(int person) {
        return prefix + "-user-" + person;
    }

    /** The next events, in batches; about every tenth was sent before. */
    List<List<Map<String, Object>>> batches(int events, Instant now) {
        var batches = new ArrayList<List<Map<String, Object>>>();
        for (int left = events; left > 0; ) {
            var size = Math.min(left, 1 + random.nextInt(20));
            var batch = new ArrayList<Map<String, Object>>();
            for (int i = 0; i < size; i++) {
                batch.add(random.nextInt(10) == 0 && !said.isEmpty() ? any(said) : event(now));
            }
            batches.add(batch);
            left -= size;
        }
        return batches;
    }

    /** What somebody says about news by mail, as the API takes it; by the number of the person. */
    Map.Entry<Integer, Map<String, Object>> consent(Instant now) {
        return Map.entry(
                random.nextInt(PEOPLE),
                Map.of(
                        "topic", "news",
                        "channel", any(List.of("email", "any", "sms")),
                        "given", random.nextBoolean(),
                        "wording", "v1",
                        "language", "en",
                        "method", "form",
                        "at", now.minus(age()).toString()));
    }

    /** Some time, from an hour to a few weeks. */
    Duration pause() {
        return random.nextInt(3) == 0
                ? Duration.ofHours(1 + random.nextInt(30))
                : Duration.ofDays(1 + random.nextInt(40)).plusMinutes(random.nextInt(1_440));
    }

    private Map<String, Object> event(Instant now) {
        var event = new HashMap<String, Object>();
        event.put("messageId", prefix + "-" + said.size());
        event.put("timestamp", now.minus(age()).toString());
        var person = random.nextInt(PEOPLE);
        putWho(event, person);
        switch (random.nextInt(8)) {
            case 0 -> identify(event, person, now);
            case 1, 2 -> track(event, any(ORDER_EVENTS), order(person));
            case 3 ->
                track(event, any(List.of("Product Viewed", "Product Added")), Map.of("category", any(CATEGORIES)));
            default -> track(event, any(names), Map.of("value", random.nextInt(100)));
        }
        said.add(event);
        return event;
    }

    /** By name, by device, or by both, which is when Waymark learns whose the device is. */
    private void putWho(Map<String, Object> event, int person) {
        var how = random.nextInt(6);
        if (how > 0) {
            event.put("anonymousId", prefix + "-device-" + person + "-" + random.nextInt(DEVICES));
        }
        if (how < 2) {
            event.put("userId", user(person));
        }
    }

    private void identify(Map<String, Object> event, int person, Instant now) {
        event.put("type", "identify");
        event.put("userId", user(person));
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        event.put(
                "traits",
                switch (random.nextInt(6)) {
                    case 0 ->
                        Map.of(
                                "puppyBornOn",
                                today.minusDays(random.nextInt(500)).toString());
                    case 1 ->
                        Map.of(
                                "birthday",
                                today.minusYears(24)
                                        .minusDays(random.nextInt(400))
                                        .toString());
                    case 2 -> Map.of("city", any(List.of("Bangkok", "London", "Paris")));
                    case 3 -> Map.of("children", random.nextInt(3));
                    case 4 -> Map.of("preferredCategory", any(List.of("cat", "dog", "")));
                    default -> Map.of("interests", List.of(any(CATEGORIES), any(CATEGORIES)));
                });
    }

    private static void track(Map<String, Object> event, String name, Map<String, Object> properties) {
        event.put("type", "track");
        event.put("event", name);
        event.put("properties", properties);
    }

    private Map<String, Object> order(int person) {
        return Map.of(
                "order_id",
                prefix + "-order-" + person + "-" + random.nextInt(6),
                "total",
                random.nextInt(100_000) / 100.0,
                "currency",
                any(List.of("", "THB")),
                "products",
                List.of(Map.of("product_id", "p", "category", any(CATEGORIES), "price", 1 + random.nextInt(50))));
    }

    /** Mostly close to a whole number of days that rules ask about, on either side. */
    private Duration age() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofMinutes(random.nextInt(90));
            case 1 -> Duration.ofHours(random.nextInt(60));
            default -> Duration.ofDays(any(DAYS)).minusMinutes(random.nextInt(120) - 60);
        };
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
