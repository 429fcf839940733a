package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Literal;
import dev.waymark.segment.drools.FactType.Question;
import dev.waymark.segment.fact.Profile;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks a profile again what a rule asked, so that a decision can say what it heard. */
final class Answers {

    private Answers() {}

    /** By question, as it stands in the rule; null where there was no answer. */
    static Map<String, @Nullable Object> to(Collection<Call> calls, Profile profile) {
        var answers = new TreeMap<String, @Nullable Object>();
        calls.stream()
                .filter(call -> call.question().subject().isExplained())
                .forEach(call -> answers.put(DrlPrinter.text(call), answer(call, profile)));
        return answers;
    }

    private static @Nullable Object answer(Call call, Profile profile) {
        try {
            return method(call.question())
                    .invoke(
                            profile,
                            call.arguments().stream().map(Answers::value).toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The vocabulary is held equal to the fact by a test", impossible);
        }
    }

    private static Method method(Question question) {
        return Arrays.stream(Profile.class.getMethods())
                .filter(method -> method.getName().equals(question.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Object value(Literal literal) {
        return literal.kind() == ValueKind.TEXT ? literal.text() : (Object) Integer.valueOf(literal.text());
    }
}
