package dev.waymark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.profile.Identity;
import dev.waymark.profile.PhoneNumbers;
import dev.waymark.support.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private final EventReading reading =
            new EventReading(new IdentityReading(new PhoneNumbers("TH")), new Ids(CLOCK), CLOCK);

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
                    {"type": "alias", "userId": "a"}               | Expected an alias call to name the former id, but previousId is missing.
                    {"type": "alias", "anonymousId": "a", "previousId": "b"} | Expected an alias call to name the new id, but userId is missing.
                    {"type": "alias", "userId": "a", "previousId": 1} | Expected previousId to be text, but it is a number.
                    {"type": "group", "userId": "a"}               | Expected a group call to name its group, but groupId is missing.
                    {"type": "group", "userId": "a", "groupId": "b", "traits": {"groupId": "c"}} | Expected groupId of the traits to be the one of the call, but it is another one.
                    {"type": "page", "userId": "a", "context": []} | Expected context to be an object, but it is a list.
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
        var around = padded(0).length();

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
        var event = """
                {"type": "page", "userId": "ada", "timestamp": "2026-11-22T08:00:00Z", "sentAt": "2020-01-01T00:00:00Z"}
                """;

        // when
        var read = reading.read(bytes(event), null, "2026-11-22T08:30:00Z");

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

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:59:00Z, 2026-11-22T08:59:00Z",
        "2026-11-22T08:59:00.5Z, 2026-11-22T08:59:00.500Z",
        "2026-11-22T08:59:00.123456789Z, 2026-11-22T08:59:00.123456Z",
        "2026-11-22T08:59:00.123+00:00, 2026-11-22T08:59:00.123Z",
        "2026-11-22T08:59Z, 2026-11-22T08:59:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    })
    void shouldReadTimesAsSdksWriteThem(String sent, String read) throws Exception {
        assertThat(read("page", at(sent)).occurredAt()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z",
                "2026-11-22T25:00:00Z",
                "2026-11-22T08:59:00",
                "2026-11-22T08:59:00.1234567890Z",
                "2026-11-22 08:59:00Z",
                "1764000000000",
                ""
            })
    void shouldRefuseWhatIsNoTime(String sent) {
        assertThatThrownBy(() -> read("page", at(sent)))
                .hasMessage("Expected timestamp to be a time such as 2026-11-22T09:00:00Z, but it is not.");
    }

    @Test
    void shouldReadWhatIsNestedAsDeepAsItsReaderAllows() throws Exception {
        assertThat(read("page", nested(30)).properties().has("deep")).isTrue();
        assertThatThrownBy(() -> read("page", nested(31)))
                .hasMessage("Expected an event nested at most 32 levels deep, but it is deeper.");
        assertThatThrownBy(() -> read("page", nested(10_000))).isInstanceOf(UnsoundEvent.class);
    }

    @Test
    void shouldReadAsManyKeysAsItsReaderAllows() throws Exception {
        assertThat(read("page", withKeys(998)).properties()).hasSize(998);
        assertThatThrownBy(() -> read("page", withKeys(999)))
                .hasMessage("Expected at most 1,000 keys in an event, but it has more.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"userId": "a", "properties": {"n": 1e400}}           | Expected numbers below 1.8e308, but one is larger.
            {"userId": "a", "properties": {"n": -1e400}}          | Expected numbers below 1.8e308, but one is larger.
            {"userId": "a", "properties": {"n": 12345678901234567890123456789012345678901234567890123456789012345}} | Expected numbers of at most 64 digits, but one is longer.
            {"userId": "a", "properties": {"n": NaN}}             | Expected an event to be JSON, but it cannot be read near line 1, column 40.
            {"userId": "a", "userId": "b"}                        | Expected each key once in an object, but one is there twice.
            {"userId": "a", "properties": {"n": {"x": 1, "x": 1}}} | Expected each key once in an object, but one is there twice.
            {"userId": "a"} {"userId": "b"}                       | Expected an event to be one JSON object, but something follows it.
            {"userId": "a"                                        | Expected an event to be JSON, but it cannot be read near line 1, column 15.
            {"\\u0000": 1, "userId": "a"}                         | Expected valid Unicode text, but a NUL character or half a character is in it.
            """)
    void shouldRefuseJsonThatNobodyCanTrust(String sent, String sentence) {
        assertThatThrownBy(() -> read("page", sent)).hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0xff, (byte) 0xc3, (byte) 0x80, (byte) 0xfe})
    void shouldRefuseBytesThatAreNotUtf8(byte wrong) {
        var sent = bytes("{\"userId\": \"a?\"}");
        sent[sent.length - 3] = wrong;

        assertThatThrownBy(() -> reading.read(sent, "page", null))
                .hasMessage("Expected text in UTF-8, but some of its bytes are not.");
    }

    @Test
    void shouldRefuseAByteOrderMark() {
        assertThatThrownBy(() -> read("page", "\ufeff" + userId("ada")))
                .hasMessage("Expected an event to be a JSON object, but it is not.");
    }

    @Test
    void shouldGiveARepeatTheSameDigestHoweverItIsWritten() throws Exception {
        // given
        var first = """
                {"userId": "ada", "event": "Bought", "properties": {"value": 9.5, "items": ["a", null]},
                 "sentAt": "2026-11-22T08:00:00Z", "writeKey": "local"}
                """;
        var again = """
                {"sentAt":"2026-11-22T08:00:09Z","properties":{"items":["a",null],"value":9.50},"event":"Bought","userId":"ada",
                 "_metadata": {"retryCount": 1}}
                """;

        // then
        assertThat(read("track", again).digest()).isEqualTo(read("track", first).digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"1\"}", "{\"a\": 1}", "{\"a\": [1]}", "{\"a\": [1, 1]}", "{\"a\": 11}", "{\"a\": null}",
                "{\"a\": \"null\"}", "{\"a\": {}}", "{\"a\": []}", "{\"a\": [{}]}", "{\"sentAt\": 1}", "{}"
            })
    void shouldGiveEachPayloadADigestOfItsOwn(String properties) throws Exception {
        var digest = read("page", withProperties(properties)).digest();

        assertThat(Stream.of("{\"a\": true}", "{\"a\": 2}", "{\"b\": 1}", "{\"a\": 1, \"b\": 1}", "{\"a\": [[1]]}"))
                .allSatisfy(other ->
                        assertThat(read("page", withProperties(other)).digest()).isNotEqualTo(digest));
        assertThat(read("page", withProperties(properties + " ")).digest()).isEqualTo(digest);
    }

    @Test
    void shouldKeepTheContextAsSent() throws Exception {
        assertThat(read("page", """
                {"userId": "ada", "context": {"ip": "203.0.113.1"}}""").context())
                .isEqualTo(json.createObjectNode().put("ip", "203.0.113.1"));
        assertThat(read("page", userId("ada")).context()).isNull();
    }

    @Test
    void shouldReadAnAlias() throws Exception {
        var alias = read("alias", """
                {"previousId": "a-1", "userId": "ada"}""");

        assertThat(alias.previous()).isEqualTo("a-1");
        assertThat(alias.identities()).containsExactly(Identity.user("ada"));
    }

    @Test
    void shouldKeepTheIdOfAGroupWithItsTraits() throws Exception {
        assertThat(read("group", """
                {"userId": "ada", "groupId": "acme", "traits": {"plan": "paid"}}""").properties())
                .isEqualTo(json.createObjectNode().put("plan", "paid").put("groupId", "acme"));
    }

    @Test
    void shouldKeepTheCategoryOfAPage() throws Exception {
        assertThat(read("page", """
                {"userId": "ada", "name": "Home", "category": "Docs"}""").properties())
                .isEqualTo(json.createObjectNode().put("category", "Docs"));
        assertThat(read("screen", """
                {"userId": "ada", "category": "Docs", "properties": {"category": "Help"}}""").properties())
                .isEqualTo(json.createObjectNode().put("category", "Help"));
    }

    private IncomingEvent read(@Nullable String type, String sent) throws UnsoundEvent {
        return reading.read(bytes(sent), type, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String at(String timestamp) {
        return "{\"userId\": \"ada\", \"timestamp\": \"" + timestamp + "\"}";
    }

    private static String nested(int depth) {
        return withProperties("{\"deep\": " + "[".repeat(depth) + "1" + "]".repeat(depth) + "}");
    }

    private static String withKeys(int keys) {
        return withProperties(IntStream.range(0, keys)
                .mapToObj(key -> "\"k" + key + "\": 1")
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static String withProperties(String properties) {
        return "{\"userId\": \"ada\", \"properties\": " + properties + "}";
    }

    private static String userId(String value) {
        return "{\"userId\": \"" + value + "\"}";
    }

    private static String padded(int characters) {
        return "{\"userId\": \"ada\", \"properties\": {\"pad\": \"" + "x".repeat(characters) + "\"}}";
    }
}
