package dev.waymark.segment.drools;

import dev.waymark.behaviour.Category;
import dev.waymark.segment.drools.Clause.Leaf;
import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Comparison;
import dev.waymark.segment.drools.Expression.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a question that make a difference to some rules: below, at and above each value it is compared with.
 *
 * @param answers the one of somebody who never did anything first
 */
record Domain(Call call, List<@Nullable Object> answers) {

    /** A text that no rule names. */
    private static final String OTHER = "(another text)";

    /** From how many orders on F is another: what is known of both at once. */
    private static final Set<Double> BOUNDS_OF_F = Set.of(1.0, 2.0, 3.0, 5.0, 8.0);

    /** Of all questions of these clauses. */
    static List<Domain> of(List<Clause> clauses) {
        var compared = new LinkedHashMap<Call, Set<Object>>();
        var leaves = clauses.stream().flatMap(Clause::leaves).toList();
        leaves.stream().flatMap(Leaf::calls).forEach(call -> compared.put(call, new LinkedHashSet<>()));
        leaves.forEach(leaf -> addLiterals(leaf, compared));
        leaves.forEach(leaf -> share(leaf, compared));
        var asksF = compared.keySet().stream().anyMatch(call -> Meaning.of(call) == Meaning.F);
        return compared.entrySet().stream()
                .map(entry -> new Domain(entry.getKey(), answers(entry.getKey(), entry.getValue(), asksF)))
                .toList();
    }

    private static void addLiterals(Leaf leaf, Map<Call, Set<Object>> compared) {
        if (leaf.expression() instanceof Comparison(var left, var sign, Literal literal)) {
            compared.get(left).add(literal.value());
        }
    }

    /** What is compared with another question has to be able to be less, the same and more. */
    private static void share(Leaf leaf, Map<Call, Set<Object>> compared) {
        if (leaf.expression() instanceof Comparison(var left, var sign, Call right)) {
            if (left.question().answer() == ValueKind.NUMBER) {
                compared.get(left).add(1.0);
            }
            compared.get(left).addAll(compared.get(right));
            compared.get(right).addAll(compared.get(left));
        }
    }

    private static List<@Nullable Object> answers(Call call, Set<Object> compared, boolean asksF) {
        return switch (call.question().answer()) {
            case FLAG -> Arrays.asList(false, true);
            case TEXT ->
                Stream.concat(Stream.of("", OTHER), compared.stream().filter(text -> canBe(call, (String) text)))
                        .map(Object.class::cast)
                        .distinct()
                        .toList();
            case NUMBER -> numbers(call, compared, asksF);
        };
    }

    private static boolean canBe(Call call, String text) {
        return switch (Meaning.of(call)) {
            case FAVOURITE -> Category.key(text).equals(text);
            case RUNS_OUT_CONFIDENCE -> Set.of("own", "category", "default").contains(text);
            default -> true;
        };
    }

    private static List<@Nullable Object> numbers(Call call, Set<Object> compared, boolean asksF) {
        var meaning = Meaning.of(call);
        var literals = new TreeSet<Double>();
        compared.forEach(number -> literals.add((Double) number));
        if (meaning.isScore()) {
            literals.addAll(List.of(1.0, 2.0, 3.0, 4.0, 5.0));
        }
        if (meaning == Meaning.ORDERS && asksF) {
            literals.addAll(BOUNDS_OF_F);
        }
        var numbers = new TreeSet<Double>();
        numbers.add(0.0);
        literals.forEach(number -> numbers.addAll(meaning.isWhole() ? around(number) : List.of(number)));
        if (!meaning.isWhole()) {
            numbers.addAll(between(literals));
        }
        var answers = new ArrayList<@Nullable Object>();
        if (meaning.canBeNone()) {
            answers.add(null);
        }
        answers.add(0.0);
        numbers.stream()
                .filter(number -> number != 0 && number >= meaning.least() && number <= meaning.most())
                .forEach(answers::add);
        return answers;
    }

    private static List<Double> around(double number) {
        return List.of(Math.ceil(number) - 1, Math.ceil(number), Math.floor(number), Math.floor(number) + 1);
    }

    private static List<Double> between(TreeSet<Double> literals) {
        var middles = new ArrayList<Double>();
        if (!literals.isEmpty()) {
            middles.add(literals.first() - 1);
            middles.add(literals.last() + 1);
        }
        for (var number : literals) {
            var next = literals.higher(number);
            if (next != null) {
                middles.add((number + next) / 2);
            }
        }
        return middles;
    }

    boolean isOfNobody(@Nullable Object answer) {
        return answer == null || answer.equals(answers.getFirst());
    }
}
