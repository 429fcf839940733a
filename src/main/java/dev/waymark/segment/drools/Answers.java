package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Literal;
import dev.waymark.segment.drools.FactType.Question;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of a person answer to what rules ask, without a rule. By method handles, and each fact is made once:
 * what looks ahead in time asks many times after an event. Confined to one thread.
 */
final class Answers implements Truth.Answering {

    /** By identity: there is one of each question. */
    private static final Map<Question, MethodHandle> METHODS = methods();

    private static final int FACTS = FactType.values().length;

    private final ProfileFacts facts;
    private final @Nullable Object[] made = new Object[FACTS];

    Answers(ProfileFacts facts) {
        this.facts = facts;
    }

    /** By question, as {@link DrlPrinter#named} writes it; null where there was no answer. */
    static Map<String, @Nullable Object> to(Collection<Call> calls, ProfileFacts facts) {
        var answers = new TreeMap<String, @Nullable Object>();
        var answering = new Answers(facts);
        calls.stream()
                .filter(call -> call.question().subject().isExplained())
                .forEach(call -> answers.put(DrlPrinter.named(call), answering.to(call)));
        return answers;
    }

    /** What the fact answers; null where there is no answer. */
    static @Nullable Object answer(Call call, ProfileFacts facts) {
        return new Answers(facts).to(call);
    }

    ProfileFacts facts() {
        return facts;
    }

    @Override
    public @Nullable Object to(Call call) {
        try {
            var method = METHODS.get(call.question());
            var fact = fact(call.question().fact());
            var arguments = call.arguments();
            return switch (arguments.size()) {
                case 0 -> (Object) method.invokeExact(fact);
                case 1 -> (Object) method.invokeExact(fact, value(arguments.get(0)));
                case 2 -> (Object) method.invokeExact(fact, value(arguments.get(0)), value(arguments.get(1)));
                default -> throw new IllegalStateException("No question has so many arguments: " + call);
            };
        } catch (RuntimeException | Error asFactsThrow) {
            throw asFactsThrow;
        } catch (Throwable impossible) {
            throw new IllegalStateException("Facts throw no checked exceptions", impossible);
        }
    }

    private Object fact(FactType type) {
        var fact = made[type.ordinal()];
        if (fact == null) {
            fact = type.of(facts);
            made[type.ordinal()] = fact;
        }
        return fact;
    }

    private static Map<Question, MethodHandle> methods() {
        var methods = new IdentityHashMap<Question, MethodHandle>();
        Arrays.stream(FactType.values())
                .flatMap(fact -> fact.questions().stream())
                .forEach(question -> methods.put(question, handle(question)));
        return methods;
    }

    private static MethodHandle handle(Question question) {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(method(question))
                    .asType(MethodType.genericMethodType(
                            1 + question.arguments().size()));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("Facts are public", impossible);
        }
    }

    private static Method method(Question question) {
        return Arrays.stream(question.fact().javaType().getMethods())
                .filter(method -> method.getName().equals(question.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The vocabulary is held equal to the facts by a test: " + question.name()));
    }

    private static Object value(Literal literal) {
        return literal.value() instanceof Double number ? (Object) number.intValue() : literal.text();
    }
}
