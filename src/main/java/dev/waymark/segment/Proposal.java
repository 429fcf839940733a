package dev.waymark.segment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a policy proposes to do with a profile next, and why.
 *
 * @param action key of the action; what it means is up to whoever asked
 * @param score 1 to 100, the higher the better
 * @param policy key of the rule file
 * @param rule name of the proposing rule, a sentence
 * @param facts as in {@link Decision}
 */
public record Proposal(String action, int score, String policy, String rule, String reason, Map<String, Object> facts) {

    public Proposal {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
