package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Expression.Call;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All combinations of answers that make a difference to some rules and that one person can give. Where there are too
 * many, as many as are allowed are drawn by chance, from a seed.
 *
 * <p>Confined to one thread.
 */
final class Cells {

    private static final int MOST = 1_000_000;
    private static final int DRAWN = 100_000;
    private static final long SEED = 1;

    private final List<Domain> domains;
    private final boolean[][][][] compatible;
    private final Map<Call, Integer> places = new IdentityHashMap<>();
    private final @Nullable Object[] answers;
    private final int[] chosen;

    private Predicate<Cells> each = cell -> true;
    private int seen;
    private boolean exhaustive = true;

    Cells(List<Clause> clauses) {
        this.domains = Domain.of(clauses);
        this.answers = new @Nullable Object[domains.size()];
        this.chosen = new int[domains.size()];
        this.compatible = IntStream.range(0, domains.size())
                .mapToObj(one -> IntStream.range(0, one)
                        .mapToObj(other -> compatible(domains.get(one), domains.get(other)))
                        .toArray(boolean[][][]::new))
                .toArray(boolean[][][][]::new);
        var byCall = new LinkedHashMap<Call, Integer>();
        domains.forEach(domain -> byCall.put(domain.call(), byCall.size()));
        clauses.stream().flatMap(Clause::allCalls).forEach(call -> places.put(call, byCall.get(call)));
    }

    private static boolean[][] compatible(Domain one, Domain other) {
        var compatible = new boolean[one.answers().size()][other.answers().size()];
        for (int i = 0; i < compatible.length; i++) {
            for (int j = 0; j < compatible[i].length; j++) {
                compatible[i][j] = Together.canBe(
                        one.call(),
                        one.answers().get(i),
                        other.call(),
                        other.answers().get(j));
            }
        }
        return compatible;
    }

    /** Goes on while the answer is true; answers whether all there are were gone through. */
    boolean forEach(Predicate<Cells> each) {
        this.each = each;
        this.seen = 0;
        this.exhaustive = true;
        if (!all(0) && !exhaustive) {
            var random = new Random(SEED);
            for (int drawn = 0; drawn < DRAWN && (!draw(random) || each.test(this)); drawn++) {
                // each draw is looked at once
            }
        }
        return exhaustive;
    }

    /** Answers false to end. */
    private boolean all(int place) {
        if (place == domains.size()) {
            exhaustive = ++seen <= MOST;
            return exhaustive && each.test(this);
        }
        for (int choice = 0; choice < domains.get(place).answers().size(); choice++) {
            if (choose(place, choice) && !all(place + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean draw(Random random) {
        return IntStream.range(0, domains.size())
                .allMatch(place -> choose(
                        place, random.nextInt(domains.get(place).answers().size())));
    }

    private boolean choose(int place, int choice) {
        for (int other = 0; other < place; other++) {
            if (!compatible[place][other][choice][chosen[other]]) {
                return false;
            }
        }
        chosen[place] = choice;
        answers[place] = domains.get(place).answers().get(choice);
        return true;
    }

    boolean holds(Clause clause) {
        return Truth.holds(clause, call -> answers[places.get(call)]);
    }

    /** Whether it is somebody who never did anything. */
    boolean isNobody() {
        return IntStream.range(0, answers.length)
                .allMatch(place -> domains.get(place).isOfNobody(answers[place]));
    }

    Map<String, Object> asExample() {
        var example = new LinkedHashMap<String, @Nullable Object>();
        for (int place = 0; place < answers.length; place++) {
            example.put(DrlPrinter.named(domains.get(place).call()), answers[place]);
        }
        return Collections.unmodifiableMap(example);
    }
}
