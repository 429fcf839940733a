package dev.waymark.journey.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The condition on a flow out of a gateway: what a step has set, compared with words. It can be nothing else, because it
 * runs in the engine, which stops the person where an expression fails and could be kept busy by one that does not end.
 */
record GatewayCondition(List<Comparison> comparisons) {

    private static final int LONGEST = 500;
    private static final String COMPARISON =
            "(" + String.join("|", StepResult.VARIABLES) + ")\\s*+!?=\\s*+\"([^\"\\\\]*+)\"";
    private static final Pattern ONE = Pattern.compile(COMPARISON);
    private static final Pattern WHOLE =
            Pattern.compile("=\\s*+" + COMPARISON + "(?:\\s*+\\b(?:and|or)\\s++" + COMPARISON + ")*+\\s*+");

    /** A variable and the word it is compared with. */
    record Comparison(String variable, String word) {}

    static Optional<GatewayCondition> of(String text) {
        if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new GatewayCondition(ONE.matcher(text)
                .results()
                .map(found -> new Comparison(found.group(1), found.group(2)))
                .toList()));
    }
}
