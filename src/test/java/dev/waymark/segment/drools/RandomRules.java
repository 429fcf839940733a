package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.RuleTexts.aRuleFile;

import dev.waymark.segment.drools.FactType.Question;
import dev.waymark.support.DefinitionFile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rule files from a seed: everything the grammar has, over the few names that {@link RandomFacts} knows. */
final class RandomRules {

    private static final List<String> SIGNS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "3", "4", "5", "7", "30", "90", "-1", "0.5", "2.5", "0.1", "12", "365", "100");
    private static final List<String> TEXTS = List.of("pro", "", "tv", "dog-food", "default", "own", "7", "true", "12");
    private static final List<String> MOMENTS =
            List.of("2027-03-01T12:00:00Z", "2027-03-02", "2026-01-01", "2027-09-01", "2028-02-29T23:59:59.999Z");

    private final Random random;
    private final Predicate<Question> asked;

    RandomRules(long seed) {
        this(seed, question -> true);
    }

    private RandomRules(long seed, Predicate<Question> asked) {
        this.random = new Random(seed);
        this.asked = asked;
    }

    /** Most of whose answers change with time. */
    static RandomRules aboutTime(long seed) {
        return new RandomRules(
                seed,
                question -> question.subject().changesWithTime()
                        || question.name().equals("did")
                        || question.name().equals("f"));
    }

    List<DefinitionFile> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "segment-" + number)
                .map(key -> aRuleFile(key, file(key)))
                .toList();
    }

    private String file(String key) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(number -> rule(key, number))
                .collect(Collectors.joining());
    }

    private String rule(String key, int number) {
        return """
                rule "Rule %d of %s"
                    @segment("%s") @title("Some people") @owner("growth")
                when
                    %s
                then
                    segment.add("because");
                end
                """.formatted(number, key, key, joined("\n    ", 1 + random.nextInt(2), () -> condition(1)));
    }

    private String condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> "not " + pattern();
            case 1 -> "exists( " + pattern() + " )";
            case 5 -> "( " + joined(" or ", 2, () -> condition(0)) + " )";
            case 6 -> "( " + joined(" and ", 2, () -> condition(0)) + " )";
            default -> pattern();
        };
    }

    private String pattern() {
        var fact = any(Arrays.stream(FactType.values())
                .filter(type -> type.questions().stream().anyMatch(asked))
                .toList());
        return fact.word() + "( " + joined(", ", random.nextInt(3), () -> expression(fact, 2)) + " )";
    }

    private String expression(FactType fact, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 5 -> "( " + joined(" || ", 2, () -> expression(fact, depth - 1)) + " )";
            case 6 -> "( " + joined(" && ", 2, () -> expression(fact, depth - 1)) + " )";
            case 7 -> "!( " + expression(fact, depth - 1) + " )";
            default -> term(fact);
        };
    }

    private String term(FactType fact) {
        var question = any(fact.questions().stream().filter(asked).toList());
        if (question.answer() == ValueKind.FLAG && random.nextInt(3) > 0) {
            return (random.nextBoolean() ? "!" : "") + call(question);
        }
        var sign = any(SIGNS.stream().filter(question.answer()::allows).toList());
        return call(question) + " " + sign + " " + compared(fact, question);
    }

    private String compared(FactType fact, Question question) {
        if (random.nextInt(4) == 0) {
            return call(any(fact.questions().stream()
                    .filter(other -> other.answer() == question.answer())
                    .toList()));
        }
        return switch (question.answer()) {
            case FLAG -> random.nextBoolean() ? "true" : "false";
            case NUMBER -> any(NUMBERS);
            case TEXT -> '"' + any(TEXTS) + '"';
        };
    }

    private String call(Question question) {
        return question.name()
                + question.arguments().stream().map(this::argument).collect(Collectors.joining(", ", "(", ")"));
    }

    private String argument(Argument argument) {
        return switch (argument) {
            case EVENT -> '"' + any(RandomFacts.EVENTS) + '"';
            case TRAIT -> '"' + any(RandomFacts.TRAITS) + '"';
            case PROPERTY -> any(List.of("\"category\"", "\"value\"", "\"nothing\""));
            case CATEGORY -> '"' + any(RandomFacts.CATEGORIES) + '"';
            case HOURS -> any(List.of("1", "24", "48", "720", "8760"));
            case DAYS -> any(List.of("1", "2", "7", "30", "365"));
            case RECENT_DAYS -> any(List.of("1", "2", "7", "30", "92"));
            case TOPIC -> any(List.of("\"news\"", "\"offers\""));
            case CHANNEL -> any(List.of("\"email\"", "\"sms\""));
            case MOMENT -> '"' + any(MOMENTS) + '"';
        };
    }

    private String joined(String sign, int count, Supplier<String> part) {
        return IntStream.range(0, count).mapToObj(any -> part.get()).collect(Collectors.joining(sign));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
