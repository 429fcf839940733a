package dev.waymark.consent;

import static dev.waymark.consent.Words.allows;
import static dev.waymark.consent.Words.says;
import static dev.waymark.consent.Words.takesBack;
import static dev.waymark.consent.Words.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In whatever order records arrive, the state at a moment is what somebody gets who sorts them by the time they were
 * said and applies one after the other. Another seed: {@code -Dwaymark.test.seed=<number>}.
 */
@WaymarkTest
class ConsentStatePropertyTest {

    private static final int RECORDS = 40;
    private static final int DAYS = 12;
    private static final List<String> TOPICS = List.of("news", "surveys");
    private static final List<String> CHANNELS = List.of("email", "sms", "line", "any");

    @Inject
    Database database;

    @Inject
    Consents consents;

    @Inject
    PermissionReader permissions;

    @Inject
    Clock clock;

    private record Said(String topic, String channel, boolean given, Instant at) {

        Map<String, Object> asRequest() {
            return with(given ? allows(topic, channel) : takesBack(topic, channel), "at", at.toString());
        }
    }

    static List<Long> seeds() {
        var first = Long.getLong("waymark.test.seed", System.nanoTime());
        return List.of(first, first + 1, first + 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldHoldWhatTheRecordsUntilThenSay(long seed) {
        // given
        System.out.println("consent state: seed " + seed);
        var random = new Random(seed);
        var begin = clock.instant().minus(Duration.ofDays(DAYS + 1));
        var profiles = List.of(somebody(), somebody());
        var said = IntStream.range(0, RECORDS)
                .mapToObj(number -> anything(random, begin))
                .toList();

        // when: some of it said to a profile that turns out to be the same person
        said.forEach(one ->
                says(profiles.get(random.nextInt(2)), one.asRequest()).then().statusCode(201));
        database.run("update profile set merged_into = ? where id = ?", profiles.get(0), profiles.get(1));

        // then
        for (int day = 0; day <= DAYS; day++) {
            var moment = begin.plus(Duration.ofDays(day));
            assertThat(stateAt(profiles.get(0), moment))
                    .as("seed %d, day %d", seed, day)
                    .isEqualTo(folded(said, moment))
                    .isEqualTo(permissionsAt(profiles.get(0), moment));
        }
    }

    /** Whole days, so that many are said at the same time. */
    private static Said anything(Random random, Instant begin) {
        return new Said(
                TOPICS.get(random.nextInt(TOPICS.size())),
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                random.nextBoolean(),
                begin.plus(Duration.ofDays(random.nextInt(DAYS))));
    }

    private Map<String, Boolean> stateAt(UUID profile, Instant moment) {
        var state = new TreeMap<String, Boolean>();
        consents.stateAt(new ProfileId(profile), moment)
                .forEach(one -> state.put(one.topic() + " " + one.channel().key(), one.given()));
        return state;
    }

    /** Read for many at once. */
    private Map<String, Boolean> permissionsAt(UUID profile, Instant moment) {
        var state = new TreeMap<String, Boolean>();
        var id = new ProfileId(profile);
        permissions
                .of(List.of(new ProfileId(UUID.randomUUID()), id), moment)
                .getOrDefault(id, Permissions.NONE)
                .byTopic()
                .forEach((topic, channels) ->
                        channels.forEach((channel, given) -> state.put(topic + " " + channel, given)));
        return state;
    }

    private static Map<String, Boolean> folded(List<Said> said, Instant moment) {
        var inOrder = new ArrayList<>(said);
        inOrder.removeIf(one -> one.at().isAfter(moment));
        inOrder.sort(Comparator.comparing(Said::at));
        var state = new TreeMap<String, Boolean>();
        // a channel that is only named later is covered by an `any` from before
        inOrder.forEach(one -> state.put(one.topic() + " " + one.channel(), false));
        for (var one : inOrder) {
            state.replaceAll((key, given) -> covers(one, key) ? one.given() : given);
        }
        return state;
    }

    private static boolean covers(Said said, String key) {
        return key.equals(said.topic() + " " + said.channel())
                || said.channel().equals("any") && key.startsWith(said.topic() + " ");
    }

    private UUID somebody() {
        return database.profileOf(Person.somebody().identifies(Map.of("firstName", "Ada")));
    }
}
