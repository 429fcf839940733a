package dev.waymark.testing;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The dearest question the grammar of rules permits, and somebody about whom it is dear: looking ahead, each comparison
 * is made for ninety days, and for each of them all that the person said they like is read and weighed, twice.
 */
public final class Poison {

    /** Never true, and little work about anybody who likes little. */
    public static final String CONDITION = IntStream.range(0, 24)
            .mapToObj(i -> "favourite != favourite")
            .collect(Collectors.joining(" || ", "Interest( ", " )"));

    /** About as much as fits into an event, in a spelling that has to be made a key of. */
    public static final Map<String, Object> TRAITS = Map.of(
            "interests",
            IntStream.range(0, 5_000).mapToObj(i -> Integer.toString(i, 36) + "!").collect(Collectors.joining(",")));

    private Poison() {}
}
