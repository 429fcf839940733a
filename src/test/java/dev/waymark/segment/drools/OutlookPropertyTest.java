package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.NOON;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Looking only when something can change sees the same as looking every hour for two years. Raise
 * {@code waymark.rule-files} and {@code waymark.people} for a long run.
 */
@Tag("slow")
class OutlookPropertyTest {

    private static final int FILES = Integer.getInteger("waymark.rule-files", 12);
    private static final int PEOPLE = Integer.getInteger("waymark.people", 1);
    private static final Instant END = NOON.plus(Duration.ofDays(730));

    private static int looks;
    private static int changes;

    @AfterAll
    static void shouldHaveSeenChangesAndNotLookedMuchMoreOften() {
        System.out.printf("looks=%d changes=%d%n", looks, changes);
        assertThat(changes).isGreaterThan(100);
        assertThat(looks).isLessThan(4 * changes);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldSeeWhatDroolsSeesEveryHour(long seed) {
        // given
        var people = new RandomFacts(seed);

        for (var text : RandomRules.aboutTime(seed).files(FILES)) {
            // when
            var rules = accepted(List.of(text)).all();
            var person = people.somebody();
            Predicate<Instant> in = at -> rules.judge(person.at(at)).isIn(text.key());
            var seen = lookedAt(in, at -> rules.nextChange(person.at(at)));

            // then
            assertThat(Stream.concat(every(Duration.ofHours(1)), around(seen)))
                    .as(() -> text.text() + person)
                    .allMatch(at -> in.test(at) == seen.floorEntry(at).getValue());
        }
    }

    /** Rules read by Java say the same as Drools ({@link TruthPropertyTest}), and faster. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void shouldSeeWhatIsSoEveryFiveHours(long seed) {
        // given
        var people = new RandomFacts(seed);

        for (var text : RandomRules.aboutTime(seed).files(20 * FILES)) {
            // when
            var file = ReadFile.of(
                    CheckedFile.read(text, new FileFindings(text.path())).orElseThrow());
            var person = people.somebody();
            Predicate<Instant> in = at -> Truth.holds(file.any(), person.at(at));
            var seen = lookedAt(in, at -> file.nextChange(person.at(at)));

            // then
            assertThat(Stream.concat(every(Duration.ofHours(5)), around(seen)))
                    .as(() -> text.text() + person)
                    .allMatch(at -> in.test(at) == seen.floorEntry(at).getValue());
        }
    }

    private static NavigableMap<Instant, Boolean> lookedAt(
            Predicate<Instant> in, Function<Instant, Optional<Instant>> nextChange) {
        var seen = new TreeMap<Instant, Boolean>();
        for (var at = NOON; at.isBefore(END); ) {
            look(seen, at, in.test(at));
            at = nextChange.apply(at).orElse(END);
        }
        return seen;
    }

    private static void look(TreeMap<Instant, Boolean> seen, Instant at, boolean in) {
        if (!seen.isEmpty()) {
            assertThat(at).isAfter(seen.lastKey());
            looks++;
            changes += seen.lastEntry().getValue() == in ? 0 : 1;
        }
        seen.put(at, in);
    }

    private static Stream<Instant> every(Duration step) {
        return Stream.iterate(NOON, at -> at.isBefore(END), at -> at.plus(step));
    }

    /** A millisecond and a microsecond before and after each look. */
    private static Stream<Instant> around(NavigableMap<Instant, Boolean> seen) {
        return seen.keySet().stream()
                .flatMap(at ->
                        LongStream.of(-1_000_000, -1_000, 0, 1_000, 1_000_000).mapToObj(at::plusNanos))
                .filter(at -> !at.isBefore(NOON));
    }
}
