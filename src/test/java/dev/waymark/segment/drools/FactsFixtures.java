package dev.waymark.segment.drools;

import dev.waymark.behaviour.Behaviour;
import dev.waymark.behaviour.EventSummary;
import dev.waymark.consent.Permissions;
import dev.waymark.segment.ProfileFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of a profile, built word by word. */
final class FactsFixtures {

    static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");

    private final Map<String, Object> traits = new HashMap<>();
    private final Map<String, EventSummary> events = new HashMap<>();

    private final Map<String, Map<String, Boolean>> permissions = new HashMap<>();

    private FactsFixtures() {}

    static FactsFixtures aProfile() {
        return new FactsFixtures();
    }

    FactsFixtures with(String trait, @Nullable Object value) {
        traits.put(trait, value);
        return this;
    }

    FactsFixtures who(String event, Duration ago) {
        return who(event, 1, NOON.minus(ago), NOON.minus(ago));
    }

    FactsFixtures who(String event, long count, Instant firstAt, Instant lastAt) {
        events.put(event, new EventSummary(event, count, firstAt, lastAt));
        return this;
    }

    /** The last word about the topic by channel. */
    FactsFixtures allows(String topic, Map<String, Boolean> channels) {
        permissions.put(topic, channels);
        return this;
    }

    ProfileFacts atNoon() {
        return new ProfileFacts(traits, Behaviour.of(events), new Permissions(permissions), NOON);
    }
}
