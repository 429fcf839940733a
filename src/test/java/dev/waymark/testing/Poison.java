package dev.waymark.testing;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The dearest the grammar of rules permits, as far as is known: two thousand questions for each of which all is weighed
 * that a person ever looked at. About somebody who looked at {@value #CATEGORIES} categories that takes seconds; about
 * most people a millisecond.
 */
public final class Poison {

    public static final int CATEGORIES = 20_000;

    private static final int RULES = 40;
    private static final int QUESTIONS = 50;

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
