package dev.waymark.segment.drools;

import static dev.waymark.behaviour.BehaviourFixtures.behaviourOf;
import static dev.waymark.segment.drools.FactsFixtures.NOON;

import dev.waymark.behaviour.Happenings;
import dev.waymark.consent.Permissions;
import dev.waymark.event.EventIngested;
import dev.waymark.segment.ProfileFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** People from a seed, at noon on 2027-03-01: much of what they did is at a round distance, some is dated ahead. */
final class RandomFacts {

    static final List<String> EVENTS = List.of("Product Viewed", "Product Added", "Order Completed", "Signed Up");
    static final List<String> TRAITS =
            List.of("plan", "score", "beta", "bornOn", "renewalAt", "preferredCategory", "list", "none");
    static final List<String> CATEGORIES = List.of("tv", "Dog Food", "dog-food", "cats", "nothing");

    private static final List<Object> TRAIT_VALUES = List.of(
            "pro",
            "",
            3,
            2.5,
            7L,
            true,
            false,
            "2027-03-01",
            "2026-09-01",
            "2020-02-29",
            "2027-05-31",
            "2026-01-31T23:30:00-05:00",
            "Dog Food",
            "tv, cats",
            List.of("tv"));

    private final Random random;

    RandomFacts(long seed) {
        this.random = new Random(seed);
    }

    ProfileFacts somebody() {
        var events = IntStream.range(0, random.nextInt(9))
                .mapToObj(number -> happening())
                .toArray(EventIngested[]::new);
        var traits = new HashMap<String, Object>();
        TRAITS.stream()
                .filter(trait -> !trait.equals("none") && random.nextInt(3) > 0)
                .forEach(trait -> traits.put(trait, any(TRAIT_VALUES)));
        return new ProfileFacts(traits, behaviourOf(events), permissions(), NOON);
    }

    private Permissions permissions() {
        return new Permissions(
                Map.of("news", Map.of(any(List.of("email", "any")), random.nextBoolean()), "other", Map.of()));
    }

    private EventIngested happening() {
        var name = any(EVENTS);
        var properties = new HashMap<String, Object>(Map.of(
                "category", any(CATEGORIES), "value", any(List.of(1, 2.5, "7", "much")), "nothing", random.nextInt(2)));
        if (name.equals("Order Completed")) {
            properties.put("order_id", "o-" + random.nextInt(5));
            properties.put("total", random.nextInt(500));
            properties.put("products", List.of(Map.of("category", any(CATEGORIES))));
        }
        var messageId = new UUID(random.nextLong(), random.nextLong()).toString();
        return Happenings.track(name, moment().toString(), messageId, properties);
    }

    private Instant moment() {
        return switch (random.nextInt(5)) {
            case 0 -> NOON.minus(Duration.ofHours(any(List.of(0, 1, 24, 48, 720, 8760))));
            case 1 -> NOON.minus(Duration.ofMillis(random.nextInt(1_000_000_000)));
            case 2 -> NOON.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 200)));
            default -> NOON.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 500)));
        };
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
