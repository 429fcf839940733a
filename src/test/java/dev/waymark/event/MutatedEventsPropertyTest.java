package dev.waymark.event;

import static dev.waymark.testing.Site.sends;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Database;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is broken in some events of a batch, the others are stored, and nothing breaks here. Another seed: {@code
 * -Dwaymark.test.seed=<number>}.
 */
@WaymarkTest
class MutatedEventsPropertyTest {

    private static final int BATCHES = 20;
    private static final int EVENTS = 30;

    /** What tells where an event ends; a change of these makes another batch and not another event. */
    private static final String STRUCTURE = "\"\\{}[],";

    private static final List<String> CALLS = List.of("""
            {"type":"track","userId":"USER","event":"Bought","properties":{"value":12.50,"items":["a",null,true]}}""", """
            {"type":"identify","userId":"USER","anonymousId":"a-USER","traits":{"email":"USER@example.org","age":42}}""", """
            {"type":"page","anonymousId":"a-USER","name":"\\u0e2a\\ud83d\\ude00","timestamp":"2026-11-22T09:00:00.123Z"}""", """
            {"type":"group","userId":"USER","groupId":"acme","traits":{"size":1e3},"context":{"ip":"203.0.113.1"}}""", """
            {"type":"alias","userId":"USER","previousId":"USER-before","messageId":"m-USER"}""", """
            {"type":"screen","userId":"USER","context":{"externalIds":[{"type":"phone","id":"+66812345678"}]}}""");

    @Inject
    Database database;

    static List<Long> seeds() {
        var first = Long.getLong("waymark.test.seed", System.nanoTime());
        return List.of(first, first + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldStoreTheNeighboursOfBrokenEvents(long seed) {
        System.out.println("mutated events: seed " + seed);
        var random = new Random(seed);
        for (int batch = 0; batch < BATCHES; batch++) {
            // given
            var neighbour = "neighbour-" + batch + "-" + Long.toHexString(seed);
            var events = new ArrayList<String>();
            IntStream.range(0, EVENTS).forEach(i -> {
                events.add(mutated(call(random), 1 + random.nextInt(4), STRUCTURE, random));
                events.add("{\"type\":\"page\",\"userId\":\"" + neighbour + "\"}");
            });

            // when
            var answer = sends("batch", ("{\"batch\":[" + String.join(",", events) + "]}").getBytes(ISO_8859_1));

            // then
            assertThat(answer.statusCode()).as("seed %d batch %d", seed, batch).isEqualTo(200);
            assertThat(stored(neighbour)).as("seed %d batch %d", seed, batch).isEqualTo(EVENTS);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldStoreAllOrSayWhyNotWhateverTheBytes(long seed) {
        System.out.println("mutated batches: seed " + seed);
        var random = new Random(seed);
        for (int batch = 0; batch < 5 * BATCHES; batch++) {
            // given
            // numbered names are one changed byte apart, and one becomes another now and then
            var neighbour = "any-" + Long.toHexString(random.nextLong());
            var body = "{\"sentAt\":\"2026-11-22T09:00:00Z\",\"batch\":[{\"type\":\"page\",\"userId\":\"" + neighbour
                    + "\"}," + call(random) + "]}";

            // when
            var sent = mutated(body, 1 + random.nextInt(3), "", random);
            var answer = sends("batch", sent.getBytes(ISO_8859_1));

            // then
            assertThat(answer.statusCode()).as("seed %d batch %d", seed, batch).isIn(200, 400);
            if (answer.statusCode() == 400) {
                assertThat(stored(neighbour))
                        .as("seed %d batch %d: %s is answered by %s", seed, batch, sent, answer.asString())
                        .isZero();
            }
        }
    }

    private static String call(Random random) {
        return CALLS.get(random.nextInt(CALLS.size())).replace("USER", "mutant-" + random.nextInt(50));
    }

    /** The same bytes but for some that are changed, left out or put in. */
    private static String mutated(String text, int times, String untouched, Random random) {
        var bytes = new StringBuilder(text);
        for (int i = 0; i < times; i++) {
            var at = random.nextInt(bytes.length());
            var with = (char) random.nextInt(256);
            if (untouched.indexOf(bytes.charAt(at)) < 0 && untouched.indexOf(with) < 0) {
                switch (random.nextInt(3)) {
                    case 0 -> bytes.setCharAt(at, with);
                    case 1 -> bytes.insert(at, with);
                    default -> bytes.deleteCharAt(at);
                }
            }
        }
        return bytes.toString();
    }

    private long stored(String userId) {
        return database.number("select count(*) from event where user_id = ?", userId);
    }
}
