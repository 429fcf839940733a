package dev.waymark.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.support.DefinitionFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code rules/replenishment.yaml} may say, and the words in which it is refused. */
class ReplenishableCategoriesTest {

    @Test
    void shouldReadTheShippedFile() throws IOException {
        // when
        var categories = ReplenishableCategories.read(file(Files.readString(Path.of("rules/replenishment.yaml"))));

        // then
        assertThat(categories)
                .containsKeys("dog-food", "contact-lenses", "nappies")
                .containsEntry("dog-food", new Replenishable("dog-food", "Dog food", 30));
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                Arguments.of(
                        "a field nobody knows",
                        "a:\n  title: A\n  day: 3\n",
                        "Expected a category with title and days, but there is also day."),
                Arguments.of("a list", "- a\n", ":1: Expected a category with title and days, but"),
                Arguments.of("a text", "a: b\n", ":1: Expected a category with title and days, but"),
                Arguments.of(
                        "a broken number",
                        "a:\n  title: A\n  days: 2.5\n",
                        ":3: Expected a category with title and days, but"),
                Arguments.of("one key twice", "a:\n  title: A\n  days: 1\na:\n  title: A\n  days: 2\n", ":4: Expected"),
                Arguments.of(
                        "a title missing", "a:\n  days: 1\n", "Expected the category a to name its title and its days"),
                Arguments.of("nothing", "a:\n", "Expected the category a to name its title and its days"),
                Arguments.of(
                        "no day",
                        "a:\n  title: A\n  days: 0\n",
                        "Expected the category a to last 1 to 3650 days, but it says 0."),
                Arguments.of(
                        "a key no category has",
                        "Dog Food:\n  title: A\n  days: 1\n",
                        "Expected a category in small letters"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void shouldNameTheFileAndThePlaceOfWhatIsWrong(String what, String text, String sentence) {
        assertThatThrownBy(() -> ReplenishableCategories.read(file(text)))
                .hasMessageStartingWith("rules/replenishment.yaml:")
                .hasMessageContaining(sentence)
                .hasMessageEndingWith("Correct it.")
                .hasMessageNotContaining("dev.waymark");
    }

    private static DefinitionFile file(String text) {
        return new DefinitionFile("rules/replenishment.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
