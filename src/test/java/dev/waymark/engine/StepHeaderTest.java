package dev.waymark.engine;

import static dev.waymark.support.KeyCatalogue.Kind.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.StepHeader.Kind;
import dev.waymark.support.KeyCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The header of a step")
class StepHeaderTest {

    private static final Map<KeyCatalogue.Kind, Set<String>> KNOWN = Map.of(SEGMENT, Set.of("champions", "sleepers"));

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(new Kind.Key(SEGMENT), List.of("champions"), List.of("champion", "champions, sleepers")),
                Arguments.of(
                        new Kind.Keys(SEGMENT),
                        List.of("champions", "sleepers,champions", " champions , sleepers "),
                        List.of("champions,", "champions, champions", "champions, nobody", ",")),
                Arguments.of(
                        new Kind.Lasting(), List.of("PT1S", "P7D", "P365D"), List.of("PT0S", "P366D", "7 days", "P1W")),
                Arguments.of(
                        new Kind.TimeOfDay(),
                        List.of("00:00", "09:05", "23:59"),
                        List.of("9:00", "24:00", "09:60", "0900")),
                Arguments.of(new Kind.OneOf("hold", "skip"), List.of("hold", "skip"), List.of("Hold", "hold, skip")),
                Arguments.of(new Kind.Split(), List.of("plain 1, personal 99"), List.of("plain", "a 50, b 49")),
                Arguments.of(new Kind.NewKey(), List.of("tv", "tv-coupon-2"), List.of("TV", "tv coupon", "tv-", "2tv")),
                Arguments.of(
                        new Kind.TraitName(),
                        List.of("birthday", "last_offer2"),
                        List.of("a.b", "2nd", "a".repeat(65))),
                Arguments.of(
                        new Kind.Text(),
                        List.of("Call: about the TV!", "ก".repeat(200)),
                        List.of("a".repeat(201), "a\nb")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldTakeWhatItsKindSaysAndNothingElse(Kind kind, List<String> sound, List<String> faulty) {
        var header = StepHeader.optional("header", kind);

        assertThat(sound)
                .allSatisfy(value -> assertThat(header.check(value, KNOWN)).isEmpty());
        assertThat(faulty)
                .allSatisfy(value ->
                        assertThat(header.check(value, KNOWN)).get().asString().startsWith("Expected "));
    }

    @Test
    void shouldSayWhichHeaderIsMeantAndWhatItIs() {
        assertThat(StepHeader.required("quietHours", new Kind.OneOf("hold", "skip"))
                        .check("wait", KNOWN))
                .contains("Expected the task header quietHours to be one of hold, skip, but it is wait. Correct it.");
    }

    @Test
    void shouldKeepTheArmsOfASplitInOrder() {
        assertThat(Shares.of("plain 40,  personal 60").arms())
                .containsExactly(new Shares.Share("plain", 40), new Shares.Share("personal", 60));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    plain 50                  | but there are 1
                    plain 50, plain 50        | plain is there twice
                    plain 50, personal 40     | they sum up to 90
                    plain 50, personal 50%    | but found personal 50%
                    plain 100, personal 0     | but found plain 100
                    plain 50,, personal 50    | but found a gap
                    Plain 50, personal 50     | but found Plain 50
                    a 9,b 9,c 9,d 9,e 9,f 9,g 9,h 9,i 9,j 9,k 10 | but there are 11
                    """)
    void shouldSayWhatIsWrongWithTheArms(String arms, String wrong) {
        assertThatThrownBy(() -> Shares.of(arms))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wrong);
    }
}
