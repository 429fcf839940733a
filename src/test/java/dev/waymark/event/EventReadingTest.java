package dev.waymark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.profile.Identity;
import dev.waymark.support.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source may send, and the sentence it gets for everything else. */
class EventReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final ObjectMapper json = new ObjectMapper();
    private final EventReading reading = new EventReading(json, new Ids(CLOCK), CLOCK);

    @Test
    void shouldReadATrackCall() throws Exception {
        // when
        var event = read("track", """
                {"messageId": "m-1", "userId": "ada", "anonymousId": "a-1", "event": "Signed Up",
                 "properties": {"plan": "free"}, "timestamp": "2026-11-22T08:59:00+01:00"}
                """);

        // then
        assertThat(event.messageId()).isEqualTo("m-1");
        assertThat(event.type()).isEqualTo("track");
        assertThat(event.name()).isEqualTo("Signed Up");
        assertThat(event.identities().getFirst()).isEqualTo(Identity.user("ada"));
        assertThat(event.identities().getLast()).isEqualTo(Identity.anonymous("a-1"));
        assertThat(event.properties()).isEqualTo(json.createObjectNode().put("plan", "free"));
        assertThat(event.occurredAt()).isEqualTo("2026-11-22T07:59:00Z");
    }

    @Test
    void shouldReadTheTypeOfAnEventInABatchFromTheEvent() throws Exception {
        // when
        var event = read(null, """
                {"type": "identify", "userId": "ada", "traits": {"firstName": "Ada"}}
                """);

        // then
        assertThat(event.type()).isEqualTo("identify");
        assertThat(event.name()).isNull();
        assertThat(event.properties()).isEqualTo(json.createObjectNode().put("firstName", "Ada"));
    }

    @Test
    void shouldNamePagesByTheirOwnNameAndLetThemHaveNone() throws Exception {
        assertThat(read("page", """
                {"userId": "ada", "name": "Home"}""").name()).isEqualTo("Home");
        assertThat(read("page", """
                {"userId": "ada"}""").name()).isNull();
    }

    @Test
    void shouldMakeUpAMessageIdWhereThereIsNone() throws Exception {
        // given
        var sent = """
                {"userId": "ada", "event": "Signed Up"}
                """;

        // when
        var first = read("track", sent);
        var second = read("track", sent);

        // then
        assertThat(first.messageId()).isNotBlank().isNotEqualTo(second.messageId());
        assertThat(first.digest()).isEqualTo(second.digest());
    }

    @Test
    void shouldTellPayloadsApartByTheirDigest() throws Exception {
        assertThat(read("track", """
                {"messageId": "m", "userId": "ada", "event": "A"}""").digest()).isNotEqualTo(read("track", """
                {"messageId": "m", "userId": "ada", "event": "B"}""").digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    []                                             | Expected an event to be a JSON object, but it is not.
                    {"type": "purchase", "userId": "ada"}          | Expected type to be one of track, identify, page, screen, group, alias, but it is not.
                    {"userId": "ada"}                              | Expected type to be one of track, identify, page, screen, group, alias, but it is not.
                    {"type": "page"}                               | Expected a userId or an anonymousId, but both are missing.
                    {"type": "page", "userId": " "}                | Expected a userId or an anonymousId, but both are missing.
                    {"type": "page", "userId": 42}                 | Expected userId to be text, but it is a number.
                    {"type": "page", "anonymousId": true}          | Expected anonymousId to be text, but it is a boolean.
                    {"type": "page", "userId": "a", "messageId":1} | Expected messageId to be text, but it is a number.
                    {"type": "track", "userId": "ada"}             | Expected a track call to name its event, but event is missing.
                    {"type": "track", "userId": "a", "event": []}  | Expected event to be text, but it is a list.
                    {"type": "page", "userId": "a", "traits": 1}   | Expected traits to be an object, but it is a number.
                    {"type": "page", "userId": "a", "properties": "x"} | Expected properties to be an object, but it is a string.
                    {"type": "page", "userId": "a", "timestamp": "yesterday"} | Expected timestamp to be a time such as 2026-11-22T09:00:00Z, but it is not.
                    {"type": "page", "userId": "a", "timestamp": 292278994} | Expected timestamp to be a time such as 2026-11-22T09:00:00Z, but it is not.
                    {"type": "page", "userId": "a", "timestamp": "+292278994-08-17T07:12:55Z"} | Expected timestamp to lie between 1970 and 9999, but it does not.
                    {"type": "page", "userId": "a", "timestamp": "1969-12-31T23:59:59Z"} | Expected timestamp to lie between 1970 and 9999, but it does not.
                    """)
    void shouldSayWhatIsWrong(String sent, String sentence) {
        assertThatThrownBy(() -> read(null, sent))
                .isInstanceOf(UnsoundEvent.class)
                .hasMessage(sentence);
    }

    @Test
    void shouldRefuseIdsLongerThanTheTableCanIndex() throws Exception {
        assertThat(read("page", userId("x".repeat(255))).identities()).hasSize(1);
        assertThatThrownBy(() -> read("page", userId("x".repeat(256))))
                .hasMessage("Expected userId to have at most 255 characters, but it has more.");
    }

    @Test
    void shouldTake32KilobytesAndNotAByteMore() throws Exception {
        // given
        var around = json.writeValueAsString(parse(padded(0))).length();

        // when
        var largest = read("page", padded(32 * 1024 - around));

        // then
        assertThat(largest.properties().has("pad")).isTrue();
        assertThatThrownBy(() -> read("page", padded(32 * 1024 - around + 1)))
                .hasMessage("Expected an event of at most 32 KB, but it is larger.");
    }

    @Test
    void shouldCountBytesAndNotCharacters() {
        assertThatThrownBy(() ->
                        read("page", userId("a").replace("a\"", "a\", \"pad\": \"" + "ส".repeat(12_000) + "\"")))
                .hasMessage("Expected an event of at most 32 KB, but it is larger.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00 alone"})
    void shouldRefuseTextTheDatabaseCannotHold(String text) {
        assertThatThrownBy(() -> read("page", """
                {"userId": "ada", "properties": {"note": "%s"}}
                """.formatted(text)))
                .hasMessage("Expected valid Unicode text, but a NUL character or half a character is in it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"สวัสดี", "\\ud83d\\ude00", "C:\\\\u0000", "\\\\\\\\u0000"})
    void shouldTakeAllOtherText(String text) throws Exception {
        assertThat(read("page", """
                {"userId": "ada", "properties": {"note": "%s"}}
                """.formatted(text)).properties().has("note")).isTrue();
    }

    @Test
    void shouldTakeTheTimeOfReceptionWhereNoneIsSaid() throws Exception {
        assertThat(read("page", userId("ada")).occurredAt()).isEqualTo(NOW);
    }

    @Test
    void shouldCorrectTheSkewOfASourceThatSaysWhenItSent() throws Exception {
        // given a source whose clock is three days fast, and which sent an event ten minutes after it happened
        var event = """
                {"userId": "ada", "timestamp": "2026-11-25T08:50:00Z", "sentAt": "2026-11-25T09:00:00Z"}
                """;

        // when
        var read = read("page", event);

        // then
        assertThat(read.occurredAt()).isEqualTo("2026-11-22T08:50:00Z");
    }

    @Test
    void shouldTakeTheTimeOfSendingFromTheBatchFirst() throws Exception {
        // given
        var event = parse("""
                {"type": "page", "userId": "ada", "timestamp": "2026-11-22T08:00:00Z", "sentAt": "2020-01-01T00:00:00Z"}
                """);

        // when
        var read = reading.read(event, null, TextNode.valueOf("2026-11-22T08:30:00Z"));

        // then
        assertThat(read.occurredAt()).isEqualTo("2026-11-22T08:30:00Z");
    }

    @Test
    void shouldRefuseATimeThatTheSkewMovesOutOfHistory() {
        assertThatThrownBy(() -> read("page", """
                {"userId": "ada", "timestamp": "1970-01-01T00:00:00Z", "sentAt": "9999-12-31T00:00:00Z"}
                """))
                .hasMessage("Expected timestamp to lie between 1970 and 9999, but with sentAt it does not.");
    }

    @Test
    void shouldReadWhatIsNestedAsDeepAsItsReaderAllows() throws Exception {
        var depth = 900;
        assertThat(read("page", """
                {"userId": "ada", "properties": {"deep": %s1%s}}
                """.formatted("[".repeat(depth), "]".repeat(depth)))
                        .properties()
                        .has("deep"))
                .isTrue();
    }

    private IncomingEvent read(@Nullable String type, String sent) throws Exception {
        return reading.read(parse(sent), type, null);
    }

    private JsonNode parse(String text) throws JsonProcessingException {
        return json.readTree(text);
    }

    private static String userId(String value) {
        return "{\"userId\": \"" + value + "\"}";
    }

    private static String padded(int characters) {
        return "{\"userId\": \"ada\", \"properties\": {\"pad\": \"" + "x".repeat(characters) + "\"}}";
    }
}
