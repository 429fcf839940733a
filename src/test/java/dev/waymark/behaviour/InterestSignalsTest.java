package dev.waymark.behaviour;

import static dev.waymark.behaviour.Happenings.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What shows interest in what, and how much. */
class InterestSignalsTest {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("track", "Product Viewed", "{\"category\": \"TV\"}", Map.of("tv", 1)),
                Arguments.of("track", "Product List Viewed", "{\"category\": \"TV\"}", Map.of("tv", 1)),
                Arguments.of("track", "Product Clicked", "{\"category\": \"TV\"}", Map.of("tv", 1)),
                Arguments.of("track", "Product Added", "{\"category\": \"TV\"}", Map.of("tv", 3)),
                Arguments.of("track", "Product Added to Wishlist", "{\"category\": \"TV\"}", Map.of("tv", 3)),
                Arguments.of("page", null, "{\"category\": \"TV\"}", Map.of("tv", 1)),
                Arguments.of("screen", "Home", "{\"category\": \"TV\"}", Map.of("tv", 1)),
                Arguments.of(
                        "track",
                        "Order Completed",
                        "{\"products\": [{\"category\": \"TV\"}, {\"category\": \"tv\"}, {\"category\": \"Hi-Fi\"}, 7]}",
                        Map.of("tv", 10, "hi-fi", 5)),
                Arguments.of("track", "Order Completed", "{\"products\": \"many\"}", Map.of()),
                Arguments.of("track", "Product Viewed", "{\"category\": 7}", Map.of()),
                Arguments.of("track", "Product Viewed", "{}", Map.of()),
                Arguments.of("track", "Signed Up", "{\"category\": \"TV\"}", Map.of()),
                Arguments.of("identify", null, "{\"category\": \"TV\"}", Map.of()));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("events")
    void shouldWeighWhatAnEventShows(String type, String name, String properties, Map<String, Integer> weights) {
        // given
        var event = Happenings.event(type, name, NOON, json(properties));

        // when / then
        assertThat(InterestSignals.of(event)).isEqualTo(weights);
        assertThat(weights.isEmpty() || InterestSignals.canBe(type, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Dog Food, dog-food",
        "'  dog_food ', dog-food",
        "Home & Garden / Tools, home-garden-tools",
        "อาหารสุนัข, อาหารสุนัข",
        "ＴＶ, tv",
        "dog-food, dog-food",
        "'-dog-', dog",
        "dog--food, dog-food",
        "'-&-', ''"
    })
    void shouldMakeOneKeyOfTheWaysToWriteACategory(String text, String key) {
        assertThat(Category.key(text)).isEqualTo(key);
    }

    @Test
    void shouldPreferWhatIsOfMostInterestNow() {
        // given
        var interests = new Interests(
                Map.of("tv", DayCounts.on(NOON, 3), "hi-fi", DayCounts.on(NOON.minusSeconds(86_400 * 28), 8)), 14);

        // when / then
        assertThat(interests.strongest(NOON)).contains("tv");
        assertThat(interests.in("Hi Fi", NOON)).isEqualTo(2);
        assertThat(interests.strongest(NOON.minusSeconds(86_400)))
                .as("before tv")
                .contains("hi-fi");
    }

    @Test
    void shouldKeepTheOrderOfInterestsWhileTheyFade() {
        // given
        var interests = new Interests(
                Map.of(
                        "b", DayCounts.on(NOON, 3),
                        "a", DayCounts.on(NOON, 3),
                        "c", DayCounts.on(NOON.minusSeconds(86_400), 3)),
                14);

        // when / then
        assertThat(List.of(0, 13, 5_000, 40_000))
                .allSatisfy(days -> assertThat(interests.strongest(NOON.plusSeconds(86_400L * days)))
                        .contains("a"));
        assertThat(interests.strongest(NOON.minusSeconds(2 * 86_400L))).isEmpty();
    }
}
