package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Expression.Call;
import java.util.Map;
import java.util.Set;

/**
 * A rule as read from its file.
 *
 * @param name the token that names it
 * @param metadata value tokens by word, such as {@code segment} or {@code title}
 * @param seen the event and trait names its conditions look at
 */
record SourceRule(
        Token name, Map<String, Token> metadata, Condition.AllOf condition, Seen seen, Consequence consequence) {

    String reason() {
        return consequence.reason();
    }

    /**
     * What a decision by this rule reports as its facts.
     *
     * @param calls every question with its arguments
     */
    record Seen(Set<String> events, Set<String> traits, Set<Call> calls) {}
}
