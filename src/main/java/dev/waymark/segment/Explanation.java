package dev.waymark.segment;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody is in a segment or not: every rule with every condition, and the values they heard.
 *
 * <p>Made from the rules' text, not from what Drools reports, so that it also says why something is <em>not</em> so.
 *
 * @param rule name of the rule that decides; null if none holds
 * @param now the moment at which the facts are seen
 * @param nearestMiss null for who is in
 */
public record Explanation(
        String segment,
        boolean in,
        @Nullable String rule,
        @Nullable String reason,
        String ruleSet,
        Instant now,
        List<RuleExplained> rules,
        @Nullable NearestMiss nearestMiss) {

    public Explanation {
        rules = List.copyOf(rules);
    }

    /**
     * A rule of the segment's file.
     *
     * @param line on which it begins
     * @param conditions which all have to hold
     */
    public record RuleExplained(String rule, int line, boolean holds, List<ConditionExplained> conditions) {

        public RuleExplained {
            conditions = List.copyOf(conditions);
        }

        /** Those that do not hold. */
        public List<ConditionExplained> failed() {
            return conditions.stream().filter(condition -> !condition.holds()).toList();
        }
    }

    /**
     * One condition.
     *
     * @param text as it would stand in the rule
     * @param heard the answers by question; null where there was no answer
     * @param missing what would have to be different, in words; null if the condition holds
     */
    public record ConditionExplained(
            String text,
            boolean holds,
            Map<String, @Nullable Object> heard,
            @Nullable String missing) {

        public ConditionExplained {
            heard = Collections.unmodifiableMap(new LinkedHashMap<>(heard));
        }
    }

    /**
     * The rule that is nearest to holding: the fewest conditions fail, and by the least.
     *
     * @param failing how many conditions would have to change
     */
    public record NearestMiss(String rule, int failing, String sentence) {}
}
