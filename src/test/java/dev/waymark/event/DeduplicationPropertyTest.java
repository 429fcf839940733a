package dev.waymark.event;

import static dev.waymark.testing.Site.sendsBatch;
import static dev.waymark.testing.Site.track;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Database;
import dev.waymark.testing.Together;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a stream is repeated, shuffled, cut into batches and sent side by side, what is stored is the set of its
 * events. Another seed: {@code -Dwaymark.test.seed=<number>}.
 */
@WaymarkTest
class DeduplicationPropertyTest {

    private static final int EVENTS = 120;
    private static final int PEOPLE = 6;
    private static final List<String> NAMES = List.of("Feature Viewed", "Key Feature Used", "Page Scrolled");

    @Inject
    Database database;

    static List<Long> seeds() {
        var first = Long.getLong("waymark.test.seed", System.nanoTime());
        return List.of(first, first + 1, first + 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldCountEachEventOnce(long seed) {
        // given
        System.out.println("de-duplication: seed " + seed);
        var random = new Random(seed);
        var events = uniqueEvents(random);

        // when
        List<Callable<Integer>> sending = batches(repeatedAndShuffled(events, random), random).stream()
                .<Callable<Integer>>map(batch -> () -> sendsBatch(batch).statusCode())
                .toList();
        assertThat(Together.all(sending)).as("seed %d", seed).containsOnly(200);

        // then
        assertThat(storedCounts(events)).as("seed %d", seed).isEqualTo(countsOf(events));
    }

    private static List<Map<String, Object>> uniqueEvents(Random random) {
        var stream = Long.toHexString(random.nextLong());
        return IntStream.range(0, EVENTS)
                .mapToObj(number -> track(
                        "person-" + random.nextInt(PEOPLE) + "-" + stream,
                        NAMES.get(random.nextInt(NAMES.size())),
                        "m-" + number + "-" + stream))
                .toList();
    }

    private static List<Map<String, Object>> repeatedAndShuffled(List<Map<String, Object>> events, Random random) {
        var stream = new ArrayList<Map<String, Object>>();
        events.forEach(event -> stream.addAll(Collections.nCopies(1 + random.nextInt(4), event)));
        Collections.shuffle(stream, random);
        return stream;
    }

    private static List<List<Map<String, Object>>> batches(List<Map<String, Object>> stream, Random random) {
        var batches = new ArrayList<List<Map<String, Object>>>();
        for (int from = 0, to; from < stream.size(); from = to) {
            to = Math.min(stream.size(), from + 1 + random.nextInt(60));
            batches.add(stream.subList(from, to));
        }
        return batches;
    }

    private static Map<String, Long> countsOf(List<Map<String, Object>> events) {
        return events.stream().collect(groupingBy(event -> event.get("userId") + " " + event.get("event"), counting()));
    }

    /** By what is stored and by what the rules read, which must be the same. */
    private Map<String, Long> storedCounts(List<Map<String, Object>> events) {
        var counts = new HashMap<String, Long>();
        for (var userId :
                events.stream().map(event -> event.get("userId")).distinct().toList()) {
            for (var name : NAMES) {
                var stored = database.number(
                        "select count(*) from event where name = ? and profile_id ="
                                + " (select profile_id from identity where value = ?)",
                        name,
                        userId);
                var summarised = database.number(
                        "select coalesce(sum(count), 0) from event_summary where name = ? and profile_id ="
                                + " (select profile_id from identity where value = ?)",
                        name,
                        userId);
                assertThat(summarised).isEqualTo(stored);
                if (stored > 0) {
                    counts.put(userId + " " + name, stored);
                }
            }
        }
        return counts;
    }
}
