package dev.waymark.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.behaviour.SupposedBehaviour;
import dev.waymark.consent.Permissions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person as a fixture supposes them, and what the rules are to say about them.
 *
 * @param kind in, out or boundary
 * @param reason why the rules of the file hold; null if they do not
 * @param events by name: a moment, several moments, or how often from when to when
 */
record FixtureCase(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String reason,
        @Nullable Map<String, Object> traits,
        @Nullable Map<String, JsonNode> events,
        @Nullable OrdersOf orders,
        @Nullable Scores rfm,
        @Nullable Map<String, Integer> interests,
        @Nullable Map<String, SupplyOf> supplies,
        @Nullable Map<String, Map<String, String>> consents) {

    static final List<String> KINDS = List.of("in", "out", "boundary");

    private static final List<String> CONFIDENCES = List.of("own", "category", "default");
    private static final int MAX_DAYS = 36_500;
    private static final int MAX_COUNT = 1_000_000;

    record OrdersOf(int count, @Nullable BigDecimal value, int lastDaysAgo) {

        void addTo(SupposedBehaviour behaviour) {
            requireWithin("count of orders", count, 0, MAX_COUNT);
            requireWithin("lastDaysAgo", lastDaysAgo, 0, MAX_DAYS);
            behaviour.ordered(count, Objects.requireNonNullElse(value, BigDecimal.ZERO), lastDaysAgo);
        }
    }

    record Scores(int r, int f, int m) {

        void addTo(SupposedBehaviour behaviour) {
            List.of(r, f, m).forEach(score -> requireWithin("score", score, 1, 5));
            behaviour.scored(r, f, m);
        }
    }

    record SupplyOf(int daysLeft, @Nullable String confidence) {

        void addTo(SupposedBehaviour behaviour, String category, Instant now) {
            requireWithin("daysLeft", daysLeft, -MAX_DAYS, MAX_DAYS);
            if (confidence != null && !CONFIDENCES.contains(confidence)) {
                throw new WrongFixture("a confidence: own, category or default", "found " + confidence);
            }
            behaviour.runsOut(category, LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(daysLeft), confidence);
        }
    }

    private static void requireWithin(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new WrongFixture(what + " from " + min + " to " + max, "found " + value);
        }
    }

    /** The case, once it is sure that it can be held against rules. */
    FixtureCase sound() {
        if (name == null || name.isBlank()) {
            throw new WrongFixture("a name in words for each case", "there is none");
        }
        if (kind == null || !KINDS.contains(kind)) {
            throw new WrongFixture("a kind: in, out or boundary", "found " + kind);
        }
        if (kind.equals("in") && reason == null) {
            throw new WrongFixture("the reason for who is in", "there is none");
        }
        if (kind.equals("out") && reason != null) {
            throw new WrongFixture("no reason for who is out", "there is one");
        }
        return this;
    }

    ProfileFacts facts(Instant now) {
        var behaviour = new SupposedBehaviour(now);
        orEmpty(events).forEach((event, times) -> did(behaviour, event, times, now));
        orEmpty(interests).forEach((category, weight) -> {
            requireWithin("interest", weight, 0, MAX_COUNT);
            behaviour.likes(category, weight);
        });
        orEmpty(supplies).forEach((category, supply) -> supply.addTo(behaviour, category, now));
        if (orders != null) {
            orders.addTo(behaviour);
        }
        if (rfm != null) {
            if (orders != null) {
                throw new WrongFixture("orders or rfm", "there are both");
            }
            rfm.addTo(behaviour);
        }
        return new ProfileFacts(orEmpty(traits), behaviour.build(), permissions(), now);
    }

    private Permissions permissions() {
        return new Permissions(orEmpty(consents).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        topic -> topic.getValue().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, said -> isGiven(said.getValue()))))));
    }

    private static boolean isGiven(String word) {
        if (!List.of("given", "withdrawn").contains(word)) {
            throw new WrongFixture("a consent to be given or withdrawn", "found " + word);
        }
        return word.equals("given");
    }

    private static void did(SupposedBehaviour behaviour, String event, JsonNode times, Instant now) {
        if (times.isObject()) {
            FixtureEvent.of(times).addTo(behaviour, event, now);
        } else if (times.isArray()) {
            times.forEach(time -> did(behaviour, event, time, now));
        } else {
            behaviour.did(event, FixtureMoment.of(times.asText(), now), BigDecimal.ZERO, Map.of());
        }
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
