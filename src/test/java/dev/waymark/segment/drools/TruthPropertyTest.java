package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.segment.Decision;
import dev.waymark.segment.Explanation;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules read by Java say what the same rules run by Drools say; raise {@code waymark.rule-files} for a long run. */
class TruthPropertyTest {

    private static final int FILES = Integer.getInteger("waymark.rule-files", 20);
    private static final int PEOPLE = 60;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldSayWhatDroolsSays(long seed) {
        // given
        var rules = accepted(new RandomRules(seed).files(FILES));
        var people = new RandomFacts(seed);

        // when Drools interprets conditions at first and compiles those it was asked often
        var in = IntStream.range(0, PEOPLE)
                .mapToObj(number -> people.somebody())
                .mapToLong(person -> countOfThoseIn(rules, person))
                .sum();

        // then
        assertThat(in).as("some are in, some are not").isBetween(FILES * 6L, FILES * 54L);
    }

    private static long countOfThoseIn(RuleSet rules, ProfileFacts person) {
        var decided = rules.evaluate(person).stream().collect(Collectors.toMap(Decision::segment, Decision::rule));
        for (var segment : rules.segments()) {
            var explained = rules.explain(segment.key(), person).orElseThrow();
            assertThat(explained.rule())
                    .as(() -> segment.key() + " of " + person + ": " + explained)
                    .isEqualTo(decided.get(segment.key()));
            requireSound(explained);
        }
        return decided.size();
    }

    private static void requireSound(Explanation explained) {
        assertThat(explained.nearestMiss() == null).isEqualTo(explained.in());
        assertThat(explained.rules())
                .allMatch(rule -> rule.holds() == rule.failed().isEmpty());
        assertThat(explained.rules().stream().flatMap(rule -> rule.failed().stream()))
                .allMatch(condition -> condition.missing() != null);
    }
}
