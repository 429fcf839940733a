package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Literal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question is known to those who look ahead in time. */
class CoursesTest {

    static Stream<FactType.Question> questions() {
        return Arrays.stream(FactType.values()).flatMap(fact -> fact.questions().stream());
    }

    @ParameterizedTest
    @MethodSource("questions")
    void shouldSayOfEachQuestionHowItsAnswerGoesOn(FactType.Question question) {
        // given
        var literals = question.arguments().stream()
                .map(argument -> switch (argument) {
                    case HOURS, DAYS, RECENT_DAYS -> new Literal(ValueKind.NUMBER, "7");
                    default -> new Literal(ValueKind.TEXT, "2027-03-01");
                })
                .toList();

        // when / then
        assertThatCode(() -> Courses.of(new Call(question, literals), aProfile().atNoon()))
                .doesNotThrowAnyException();
    }
}
