package dev.waymark.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ours and its limits, measured in alternating rounds of one run.
 *
 * @param ofLimit the limit the ratio is taken of: the smallest that counts
 */
record Comparison(String id, String unit, Rounds ours, Rounds ofLimit, List<Rounds> limits) {

    /** A limit that moved further than this was disturbed by a neighbour, and so was ours. */
    private static final double MOST_MOVEMENT = 0.15;

    private static final int ROUNDS = Integer.getInteger("waymark.bench.rounds", 5);

    /** One round of one side. */
    @FunctionalInterface
    interface Round {

        double perSecond() throws Exception;
    }

    /** The sides of a comparison, ours first. */
    static final class Sides {

        private final Map<String, Round> rounds = new LinkedHashMap<>();

        Sides add(String name, Round round) {
            rounds.put(name, round);
            return this;
        }

        /** Runs ours, limit, ours, limit ...; the ratio is that of the first limit. */
        Comparison alternate(String id, String unit) throws Exception {
            var values = new LinkedHashMap<String, List<Double>>();
            rounds.keySet().forEach(name -> values.put(name, new ArrayList<>()));
            for (int i = 0; i < ROUNDS; i++) {
                for (var side : rounds.entrySet()) {
                    values.get(side.getKey()).add(side.getValue().perSecond());
                }
            }
            var sides = values.entrySet().stream()
                    .map(side -> new Rounds(side.getKey(), side.getValue()))
                    .toList();
            return new Comparison(id, unit, sides.getFirst(), sides.get(1), sides.subList(1, sides.size()));
        }
    }

    static Sides ours(String name, Round round) {
        return new Sides().add(name, round);
    }

    double ratio() {
        return ours.median() / ofLimit.median();
    }

    boolean isVoid() {
        return ofLimit.movement() > MOST_MOVEMENT;
    }

    /** The value with which a side is fastest. */
    static <T> T fastest(Map<T, Double> tried) {
        return tried.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    /** One round of one side, with a value to try out. */
    @FunctionalInterface
    interface RoundWith<T> {

        double perSecond(T value) throws Exception;
    }

    /** One round for each value, in events per second without a fraction. */
    static <T> Map<T, Double> tryOut(List<T> values, RoundWith<T> round) throws Exception {
        var tried = new LinkedHashMap<T, Double>();
        for (var value : values) {
            tried.put(value, (double) Math.round(round.perSecond(value)));
        }
        return tried;
    }
}
