package dev.waymark.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.event.EventMatch;
import dev.waymark.support.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a goals file may say, and the words in which it is refused. */
class GoalsTest {

    @Test
    void shouldReadGoalsByKey() {
        // when
        var goals = Goals.read(file("""
                first-key-action:
                  title: First key action
                  event: Key Feature Used
                second-order:
                  title: Second order
                  event: Order Completed
                """));

        // then
        assertThat(goals)
                .containsOnlyKeys("first-key-action", "second-order")
                .containsEntry(
                        "second-order", new Goal("second-order", "Second order", EventMatch.any("Order Completed")));
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                Arguments.of(
                        "a field nobody knows",
                        "buy:\n  title: Buy\n  events: Order Completed\n",
                        "Expected a goal with title, event and condition, but there is also events. Correct it."),
                Arguments.of(
                        "a list instead of goals",
                        "- buy\n- sell\n",
                        "bpmn/goals.yaml:1: Expected a goal with title, event and condition, but"),
                Arguments.of(
                        "a text instead of a goal",
                        "buy: Order Completed\n",
                        "bpmn/goals.yaml:1: Expected a goal with title, event and condition, but"),
                Arguments.of(
                        "a quote that does not end",
                        "buy:\n  title: \"Buy\n  event: Order Completed\n",
                        "bpmn/goals.yaml:2: Expected a goal with title, event and condition, but"),
                Arguments.of(
                        "two goals by one key",
                        "buy:\n  title: Buy\n  event: A\nbuy:\n  title: Buy more\n  event: B\n",
                        "bpmn/goals.yaml:4: Expected a goal with title, event and condition, but"),
                Arguments.of(
                        "a goal without an event",
                        "buy:\n  title: Buy\n",
                        "bpmn/goals.yaml: Expected the goal buy to name its title and its event, but one is missing. Add it."),
                Arguments.of(
                        "a goal without anything",
                        "buy:\n",
                        "bpmn/goals.yaml: Expected the goal buy to name its title and its event, but one is missing. Add it."),
                Arguments.of(
                        "nothing at all",
                        "",
                        "bpmn/goals.yaml:1: Expected a goal with title, event and condition, but"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void shouldNameTheFileAndThePlaceOfWhatIsWrong(String what, String text, String sentence) {
        assertThatThrownBy(() -> Goals.read(file(text)))
                .hasMessageStartingWith("bpmn/goals.yaml:")
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("dev.waymark");
    }

    private static DefinitionFile file(String text) {
        return new DefinitionFile("bpmn/goals.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
