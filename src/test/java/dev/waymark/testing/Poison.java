package dev.waymark.testing;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The dearest the grammar of rules permits, as far as is known, and somebody about whom it is dear: for each of two
 * thousand questions all that the person said they like is weighed. About anybody else it is a millisecond.
 */
public final class Poison {

    private static final int RULES = 40;
    private static final int QUESTIONS = 50;

    /** About as much as fits into an event. */
    public static final Map<String, Object> TRAITS = Map.of(
            "interests",
            IntStream.range(0, 8_000).mapToObj(i -> Integer.toString(i, 36)).collect(Collectors.joining(",")));

    private Poison() {}

    /** Rules of a segment that hold for nobody, to come after one that says what the segment is. */
    public static String rules(String segment) {
        return IntStream.range(0, RULES)
                .mapToObj(rule -> """
                        rule "Likes too much %d" @segment("%s")
                        when Interest( %s )
                        then segment.add("likes it"); end
                        """.formatted(rule, segment, questions(rule)))
                .collect(Collectors.joining());
    }

    private static String questions(int rule) {
        return IntStream.range(rule * QUESTIONS, (rule + 1) * QUESTIONS)
                .mapToObj("favourite == \"not-%d\""::formatted)
                .collect(Collectors.joining(" || "));
    }
}
