package dev.waymark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventConditionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ORDER = json("""
            {"category": "TV", "value": 1200.5, "quantity": "3", "paid": true, "coupon": null, "shop": {"city": "Lagos"},
             "products": [{"category": "TV", "price": 1000}, {"category": "Cable", "price": 20}], "tags": ["a", "b"]}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category = \"TV\"",
                "value > 1000",
                "value >= 1200.50",
                "value<1200.6 and value <= 1200.5",
                "quantity = 3",
                "quantity >= 3",
                "paid = true",
                "paid != false",
                "shop.city = \"Lagos\"",
                "products.category = \"Cable\"",
                "products.price < 100 and products.price > 900",
                "tags = \"b\"",
                "category in (\"Radio\", \"TV\")",
                "missing != \"x\"",
                "not missing = \"x\"",
                "category = \"Radio\" or value > 1000 and paid = true",
                "(category = \"Radio\" or category = \"TV\") and not (paid = false)"
            })
    void shouldHold(String condition) {
        assertThat(EventCondition.of(condition).holds(ORDER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category = \"tv\"",
                "category != \"TV\"",
                "value > 1200.5",
                "value = \"1200.5\"",
                "category > 3",
                "paid = \"true\"",
                "coupon = \"x\"",
                "missing = \"x\"",
                "missing < 3",
                "tags != \"b\"",
                "category in (\"Radio\", \"Phone\")",
                "(category = \"Radio\" or category = \"TV\") and paid = false",
                "shop = \"Lagos\""
            })
    void shouldNotHold(String condition) {
        assertThat(EventCondition.of(condition).holds(ORDER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "category                 | one of = != < <= > >= in in the condition category, but found the end",
                "category =               | a text in quotes, a number, true or false in the condition category =, but found the end",
                "category = TV            | a text in quotes, a number, true or false in the condition category = TV, but found TV",
                "= 3                      | the name of a property in the condition = 3, but found =",
                "a = 1 b = 2              | and, or or the end in the condition a = 1 b = 2, but found b",
                "(a = 1                   | ) in the condition (a = 1, but found the end",
                "a in 3                   | ( in the condition a in 3, but found 3",
                "a = 1; drop              | names, values and comparisons in the condition a = 1; drop, but found ;",
                "and = 1                  | the name of a property in the condition and = 1, but found and"
            })
    void shouldSayWhatIsWrong(String condition, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCondition.of(condition))
                .withMessage("Expected " + sentence + ".");
    }

    @Test
    void shouldBoundLengthAndDepth() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventCondition.of(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> EventCondition.of("a = \"" + "x".repeat(500) + "\""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCondition.of("(".repeat(17) + "a = 1" + ")".repeat(17)));
        assertThatNoException().isThrownBy(() -> EventCondition.of("(".repeat(16) + "a = 1" + ")".repeat(16)));
    }

    @Test
    void shouldBeOneTextInJson() throws IOException {
        var match = new EventMatch("Order Completed", EventCondition.of("value > 3"));

        var read = JSON.readValue(JSON.writeValueAsString(match), EventMatch.class);

        assertThat(read).isEqualTo(match);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
