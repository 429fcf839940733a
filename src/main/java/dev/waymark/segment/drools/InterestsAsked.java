package dev.waymark.segment.drools;

import dev.waymark.behaviour.Category;
import dev.waymark.segment.Asked;
import dev.waymark.segment.drools.Expression.Call;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Which interests rules look at: those they name, or any when they ask for the strongest. */
final class InterestsAsked {

    private InterestsAsked() {}

    static Set<String> by(Collection<Call> calls) {
        return calls.stream()
                .filter(call -> call.question().subject() == Subject.INTERESTS)
                .map(InterestsAsked::category)
                .collect(Collectors.toSet());
    }

    private static String category(Call call) {
        return call.arguments().isEmpty()
                ? Asked.ANY_CATEGORY
                : Category.key(call.arguments().getFirst().text());
    }
}
