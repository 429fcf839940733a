package dev.waymark.behaviour;

import static dev.waymark.behaviour.Happenings.track;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of the events of one name. */
class EventSummaryTest {

    private static final String NOON = "2027-03-01T12:00:00Z";
    private static final String LATER = "2027-03-02T12:00:00Z";

    @Test
    void shouldCountAndKeepFirstAndLast() {
        // when
        var summary = EventSummary.of(track("Viewed", LATER, Map.of()))
                .plus(EventSummary.of(track("Viewed", NOON, Map.of())));

        // then
        assertThat(summary.count()).isEqualTo(2);
        assertThat(summary.firstAt()).isEqualTo(NOON);
        assertThat(summary.lastAt()).isEqualTo(LATER);
    }

    @Test
    void shouldKeepWhatTheLatestSaidWhateverArrivesLast() {
        // given
        var early = EventSummary.of(track("Viewed", NOON, Map.of("category", "cats", "old", "yes")));
        var late = EventSummary.of(track("Viewed", LATER, Map.of("category", "dogs")));

        // when / then
        assertThat(List.of(early.plus(late), late.plus(early)))
                .allSatisfy(summary -> assertThat(summary.lastProperties()).isEqualTo(Map.of("category", "dogs")));
    }

    @Test
    void shouldLetTheMessageIdDecideBetweenTwoOfOneMoment() {
        // given
        var one = EventSummary.of(track("Viewed", NOON, "a", Map.of("is", "a")));
        var other = EventSummary.of(track("Viewed", NOON, "b", Map.of("is", "b")));

        // when / then
        assertThat(one.plus(other)).isEqualTo(other.plus(one));
        assertThat(one.plus(other).lastProperties()).containsEntry("is", "b");
    }

    @Test
    void shouldKeepSingleValuesOnlyAsTexts() {
        // when
        var summary = EventSummary.of(Happenings.event("track", "Viewed", Instant.parse(NOON), Happenings.json("""
                {"text": "a", "whole": 3, "exponent": 1.5e3, "flag": true, "none": null, "list": [1], "object": {"a": 1}}
                """)));

        // then
        assertThat(summary.lastProperties())
                .isEqualTo(Map.of("text", "a", "whole", "3", "exponent", "1500", "flag", "true"));
    }

    @Test
    void shouldBoundWhatItKeepsOfAnEvent() {
        // given
        var properties = new TreeMap<String, Object>();
        for (int i = 0; i < 30; i++) {
            properties.put("p%02d".formatted(i), "x".repeat(500));
        }

        // when
        var kept = EventSummary.of(track("Viewed", NOON, properties)).lastProperties();

        // then
        assertThat(kept).hasSize(20).containsKeys("p00", "p19").doesNotContainKey("p20");
        assertThat(kept.values()).allMatch(text -> text.length() == 200);
    }

    @Test
    void shouldSayTheSameOfANumberHoweverItIsWritten() {
        assertThat(List.of("1e3", "1000", "1000.0", "1000.00"))
                .extracting(number -> Latest.text(number(number)).orElseThrow())
                .containsOnly("1000");
        assertThat(Latest.text(number("1e300"))).as("too long to keep").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{\"value\": 12.5}, 12.500000",
        "{\"value\": \"12.5\"}, 12.500000",
        "{\"value\": \" -3 \"}, -3.000000",
        "{\"revenue\": 7}, 7.000000",
        "{\"total\": 8}, 8.000000",
        "{\"value\": 1; \"revenue\": 2; \"total\": 3}, 1.000000",
        "{\"value\": \"much\"; \"revenue\": 2}, 2.000000",
        "{\"value\": 0.0000005}, 0.000000",
        "{\"value\": 0.0000015}, 0.000002",
        "{\"value\": 1e15}, 1000000000000000.000000",
        "{\"value\": 1.1e15}, 0.000000",
        "{\"value\": 1e300}, 0.000000",
        "{\"value\": 1e-300}, 0.000000",
        "{\"value\": \"1;000\"}, 0.000000",
        "{\"value\": [1]}, 0.000000",
        "{}, 0.000000"
    })
    void shouldReadTheValueExactly(String properties, BigDecimal value) {
        // given
        var event =
                Happenings.event("track", "Paid", Instant.parse(NOON), Happenings.json(properties.replace(';', ',')));

        // when / then
        assertThat(EventSummary.of(event).value()).isEqualTo(value);
    }

    @Test
    void shouldAddValuesUpWithoutRounding() {
        // given
        var tenth = EventSummary.of(track("Paid", NOON, Map.of("value", 0.1)));

        // when
        var sum = tenth;
        for (int i = 1; i < 10; i++) {
            sum = sum.plus(tenth);
        }

        // then
        assertThat(sum.value()).isEqualTo(new BigDecimal("1.000000"));
    }

    private static JsonNode number(String text) {
        ObjectNode node = Happenings.json("{\"n\": " + text + "}");
        return node.get("n");
    }
}
