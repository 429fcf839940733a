package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Clause.All;
import dev.waymark.segment.drools.Clause.Any;
import dev.waymark.segment.drools.Clause.Leaf;
import dev.waymark.segment.drools.Clause.Not;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a clause is from saying what is wanted of it.
 *
 * @param failing how many conditions would have to change
 * @param distance by how much in all: of each from 0, hardly anything, to 1, which is also that of what has no measure
 * @param sentences one for each
 */
record Miss(int failing, double distance, List<String> sentences) implements Comparable<Miss> {

    private static final Comparator<Miss> ORDER =
            Comparator.comparingInt(Miss::failing).thenComparingDouble(Miss::distance);

    private static final Miss NONE = new Miss(0, 0, List.of());

    /** Without any condition: {@code not Profile()} can never hold. */
    private static final Miss IMPOSSIBLE = new Miss(1, 1, List.of("it can never hold"));

    Miss {
        sentences = List.copyOf(sentences);
    }

    /** @param wanted what the clause should say, and perhaps says */
    static Miss of(Clause clause, boolean wanted, ProfileFacts facts) {
        if (Truth.holds(clause, facts) == wanted) {
            return NONE;
        }
        return switch (clause) {
            case Leaf leaf -> LeafMiss.of(leaf, wanted, facts);
            case Not(var negated) -> of(negated, !wanted, facts);
            case All(var parts) -> wanted ? everyOf(parts, true, facts) : nearestOf(parts, false, facts);
            case Any(var parts) -> wanted ? nearestOf(parts, true, facts) : everyOf(parts, false, facts);
        };
    }

    String sentence() {
        return String.join("; ", sentences);
    }

    private static Miss everyOf(List<Clause> parts, boolean wanted, ProfileFacts facts) {
        return parts.stream().map(part -> of(part, wanted, facts)).reduce(NONE, Miss::and);
    }

    private static Miss nearestOf(List<Clause> parts, boolean wanted, ProfileFacts facts) {
        return parts.stream()
                .map(part -> of(part, wanted, facts))
                .min(Comparator.naturalOrder())
                .orElse(IMPOSSIBLE);
    }

    private Miss and(Miss other) {
        return new Miss(
                failing + other.failing,
                distance + other.distance,
                Stream.concat(sentences.stream(), other.sentences.stream())
                        .distinct()
                        .toList());
    }

    @Override
    public int compareTo(Miss other) {
        return ORDER.compare(this, other);
    }
}
