package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Literal;
import dev.waymark.segment.drools.FactType.Question;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the facts of a person what a rule asked, without the rule. */
final class Answers {

    private static final Map<Question, Method> METHODS = Arrays.stream(FactType.values())
            .flatMap(fact -> fact.questions().stream())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Answers::method));

    private Answers() {}

    /** By question, as {@link DrlPrinter#named} writes it; null where there was no answer. */
    static Map<String, @Nullable Object> to(Collection<Call> calls, ProfileFacts facts) {
        var answers = new TreeMap<String, @Nullable Object>();
        calls.stream()
                .filter(call -> call.question().subject().isExplained())
                .forEach(call -> answers.put(DrlPrinter.named(call), answer(call, facts)));
        return answers;
    }

    /** What the fact answers; null where there is no answer. */
    static @Nullable Object answer(Call call, ProfileFacts facts) {
        try {
            return METHODS.get(call.question())
                    .invoke(
                            call.question().fact().of(facts),
                            call.arguments().stream().map(Answers::value).toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The vocabulary is held equal to the facts by a test", impossible);
        }
    }

    private static Method method(Question question) {
        return Arrays.stream(question.fact().javaType().getMethods())
                .filter(method -> method.getName().equals(question.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Object value(Literal literal) {
        return literal.kind() == ValueKind.TEXT ? literal.text() : (Object) Integer.valueOf(literal.text());
    }
}
