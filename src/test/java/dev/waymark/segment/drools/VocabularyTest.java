package dev.waymark.segment.drools;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fixed list of questions and the facts that answer them say the same. */
class VocabularyTest {

    @ParameterizedTest
    @EnumSource(FactType.class)
    void shouldListExactlyThePublicMethodsOfAFact(FactType fact) {
        // given
        var methods = Arrays.stream(fact.javaType().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(VocabularyTest::signature)
                .toList();

        // when
        var listed = fact.questions().stream().map(VocabularyTest::signature).toList();

        // then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(methods);
    }

    private static String signature(Method method) {
        var types = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .toList();
        return method.getName() + types + answer(method.getReturnType());
    }

    private static ValueKind answer(Class<?> type) {
        if (type == boolean.class) {
            return ValueKind.FLAG;
        }
        return type == String.class ? ValueKind.TEXT : ValueKind.NUMBER;
    }

    private static String signature(FactType.Question question) {
        var types = question.arguments().stream().map(VocabularyTest::javaType).toList();
        return question.name() + types + question.answer();
    }

    private static String javaType(Argument argument) {
        return switch (argument) {
            case EVENT, TRAIT, PROPERTY, CATEGORY, TOPIC, CHANNEL, MOMENT -> "String";
            case HOURS, DAYS, RECENT_DAYS -> "int";
        };
    }
}
