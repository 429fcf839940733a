package dev.waymark.rules;

import static dev.waymark.segment.drools.RuleTexts.shippedRules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.SupposedBehaviour;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The twelve RFM segments are the design's table: complete and disjoint, for buyers and for who never bought. */
class RfmSegmentsTest {

    /** The design's table, a letter for each cell; rows are r 5 to 1, in them f 1 to 5, in them m 1 to 5. */
    private static final Map<Integer, String> TABLE = Map.of(
            5, "NNNNN PPPPL PPPLL PPLCC PLLCC",
            4, "NNNNN PPPPL PPPLL PPLCC PLLCC",
            3, "WWWAA WWWAA AAAAL AAALL AALLL",
            2, "KKKSS KKKSS SSSSX SSSXX SSXXX",
            1, "OOOSS OOOSS SSSSX SSSXX SSXXX");

    private static final Map<Character, String> SEGMENTS = Map.of(
            'C', "champions",
            'L', "loyal-customers",
            'P', "promising",
            'N', "new-customers",
            'W', "warm-leads",
            'K', "cold-leads",
            'A', "need-attention",
            'X', "shouldnt-lose",
            'S', "sleepers",
            'O', "lost");

    /** How many cells the design gives each segment. */
    private static final Map<String, Integer> CELLS = Map.of(
            "champions", 8,
            "loyal-customers", 18,
            "promising", 20,
            "new-customers", 10,
            "warm-leads", 6,
            "cold-leads", 6,
            "need-attention", 13,
            "shouldnt-lose", 12,
            "sleepers", 26,
            "lost", 6);

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final RuleSet RULES = shippedRules();
    private static final Set<String> RFM = RULES.segments().stream()
            .filter(segment -> "rfm".equals(segment.group()))
            .map(SegmentDefinition::key)
            .collect(Collectors.toSet());

    static Stream<Arguments> cells() {
        return scores().flatMap(r -> scores().flatMap(f -> scores().map(m -> Arguments.of(r, f, m))));
    }

    /** Times since a checkout began, an order was completed and cancelled, a callback was wished and given. */
    static Stream<Arguments> nonBuyers() {
        var daysAgo = Stream.of(null, 1, 2, 29, 31).toList();
        var all = new ArrayList<Arguments>();
        for (var checkout : daysAgo) {
            for (var completed : daysAgo) {
                for (var wish : daysAgo) {
                    for (var called : daysAgo) {
                        all.add(Arguments.of(checkout, completed, wish, called));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "r {0}, f {1}, m {2}")
    @MethodSource("cells")
    void shouldBeTheOneOfTheTable(int r, int f, int m) {
        assertThat(rfmSegmentsOf(facts(new SupposedBehaviour(NOON).scored(r, f, m))))
                .containsExactly(segmentOf(r, f, m));
    }

    @Test
    void shouldHaveAsManyCellsAsTheDesignSays() {
        // given / when
        var counted = new HashMap<String, Integer>();
        scores().forEach(r ->
                scores().forEach(f -> scores().forEach(m -> counted.merge(segmentOf(r, f, m), 1, Integer::sum))));

        // then
        assertThat(counted).isEqualTo(CELLS);
        assertThat(RFM).hasSize(12).containsAll(SEGMENTS.values());
    }

    @ParameterizedTest(name = "checkout {0}, completed {1}, callback {2}, called {3} days ago")
    @MethodSource("nonBuyers")
    void shouldHoldWhoNeverBoughtInOneSegmentAtMost(
            @Nullable Integer checkout, @Nullable Integer completed, @Nullable Integer wish, @Nullable Integer called) {
        // given
        var behaviour = new SupposedBehaviour(NOON);
        did(behaviour, "Checkout Started", checkout);
        did(behaviour, "Order Completed", completed);
        did(behaviour, "Callback Requested", wish);
        did(behaviour, "Callback Completed", called);

        // when
        var segments = rfmSegmentsOf(facts(behaviour));

        // then
        assertThat(segments).isEqualTo(expectedOfNonBuyer(checkout, completed, wish, called));
    }

    /** In the order of the design's notes: row 6 before row 5, then row 12, then note 1. */
    private static List<String> expectedOfNonBuyer(
            @Nullable Integer checkout, @Nullable Integer completed, @Nullable Integer wish, @Nullable Integer called) {
        if (isOpen(wish, called)) {
            return List.of("callback-requests");
        }
        if (isOpen(checkout, completed)) {
            return List.of("abandoned-checkouts");
        }
        var isLost = Stream.of(optional(checkout), optional(wish))
                .flatMap(List::stream)
                .toList();
        return isLost.isEmpty() || isLost.stream().anyMatch(days -> days <= 30) ? List.of() : List.of("lost");
    }

    private static boolean isOpen(@Nullable Integer begun, @Nullable Integer ended) {
        return begun != null && begun <= 30 && (ended == null || begun < ended);
    }

    private static List<Integer> optional(@Nullable Integer days) {
        return days == null ? List.of() : List.of(days);
    }

    @Test
    void shouldCallOnlyALeadWhoDidNothingOfTheSort() {
        // given
        var nothing = new SupposedBehaviour(NOON);
        var checkout = new SupposedBehaviour(NOON);
        did(checkout, "Checkout Started", 1);

        // when / then
        assertThat(segmentsOf(facts(nothing))).contains("leads");
        assertThat(segmentsOf(facts(checkout))).doesNotContain("leads");
        assertThat(segmentsOf(facts(new SupposedBehaviour(NOON).scored(1, 1, 1))))
                .doesNotContain("leads");
    }

    private static Stream<Integer> scores() {
        return IntStream.rangeClosed(1, 5).boxed();
    }

    private static String segmentOf(int r, int f, int m) {
        return SEGMENTS.get(TABLE.get(r).split(" ")[f - 1].charAt(m - 1));
    }

    private static List<String> rfmSegmentsOf(ProfileFacts facts) {
        return segmentsOf(facts).stream().filter(RFM::contains).toList();
    }

    private static List<String> segmentsOf(ProfileFacts facts) {
        return RULES.evaluate(facts).stream().map(Decision::segment).toList();
    }

    private static ProfileFacts facts(SupposedBehaviour behaviour) {
        return new ProfileFacts(Map.of(), behaviour.build(), NOON);
    }

    private static void did(SupposedBehaviour behaviour, String event, @Nullable Integer daysAgo) {
        if (daysAgo != null) {
            behaviour.did(event, NOON.minus(Duration.ofDays(daysAgo)), BigDecimal.ZERO, Map.of());
        }
    }
}
