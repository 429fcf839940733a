package dev.waymark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.profile.Identity;
import dev.waymark.profile.PhoneNumbers;
import dev.waymark.support.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom an event is about. */
class IdentityReadingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

    private final EventReading reading = readingIn("TH");

    @Test
    void shouldFindEveryNameOfAPersonTheStrongestFirst() throws Exception {
        // when
        var event = read("identify", """
                {"userId": "ada", "anonymousId": "a-1",
                 "traits": {"email": " Ada@Example.ORG", "phone": "081 234 5678",
                            "lineId": "U4af4980629a1b2c3d4e5f60718293a4b"},
                 "context": {"externalIds": [
                   {"id": "+66 81 234 5678", "type": "phone", "collection": "users", "encoding": "none"},
                   {"id": "ada@work.example.org", "type": "email"},
                   {"id": "123", "type": "ga_client_id"}]}}
                """);

        // then
        assertThat(event.identities())
                .containsExactly(
                        Identity.user("ada"),
                        Identity.anonymous("a-1"),
                        Identity.email("ada@example.org"),
                        Identity.email("ada@work.example.org"),
                        Identity.phone("+66812345678"),
                        Identity.line("U4af4980629a1b2c3d4e5f60718293a4b"));
        assertThat(event.properties().get("email").textValue()).isEqualTo(" Ada@Example.ORG");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "email": "none"
            "email": "ada@localhost"
            "email": "ada@[127.0.0.1]"
            "email": 42
            "phone": "12345"
            "phone": "n/a"
            "phone": 66812345678
            "lineId": "-"
            """)
    void shouldLeaveAsATraitWhatNamesNobody(String trait) throws Exception {
        var event = read("identify", "{\"userId\": \"ada\", \"traits\": {" + trait.replace("'", "") + "}}");

        assertThat(event.identities()).containsExactly(Identity.user("ada"));
        assertThat(event.properties()).hasSize(1);
    }

    @Test
    void shouldTakeTraitsOfIdentifyCallsAloneAsNames() throws Exception {
        assertThat(read("group", """
                {"userId": "ada", "groupId": "acme", "traits": {"email": "office@example.org"}}""").identities()).hasSize(1);
        assertThat(read("page", """
                {"userId": "ada", "properties": {"email": "ada@example.org"}}""").identities()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"externalIds\": 1}",
                        "{\"externalIds\": [1, null, {}, {\"type\": \"email\"}, {\"type\": 1, \"id\": 2}]}",
                "{\"externalIds\": {\"type\": \"email\"}}", "{\"externalIds\": null}"
            })
    void shouldOverlookExternalIdsThatAreNone(String context) throws Exception {
        assertThat(read("page", "{\"userId\": \"ada\", \"context\": " + context + "}")
                        .identities())
                .hasSize(1);
    }

    @Test
    void shouldKnowAPersonByAnExternalIdAlone() throws Exception {
        assertThat(read("track", """
                {"event": "Bought", "context": {"externalIds": [{"id": "ada@example.org", "type": "email"}]}}
                """).identities()).containsExactly(Identity.email("ada@example.org"));
    }

    @Test
    void shouldReadPhoneNumbersAsPeopleOfTheCountryWriteThem() throws Exception {
        var event = """
                {"userId": "ada", "traits": {"phone": "0171 2345678"}}""".getBytes(StandardCharsets.UTF_8);

        assertThat(readingIn("de").read(event, "identify", null).identities())
                .contains(Identity.phone("+491712345678"));
        assertThatThrownBy(() -> readingIn("Thailand")).isInstanceOf(IllegalStateException.class);
    }

    private IncomingEvent read(String type, String sent) throws UnsoundEvent {
        return reading.read(sent.getBytes(StandardCharsets.UTF_8), type, null);
    }

    private static EventReading readingIn(String region) {
        return new EventReading(new IdentityReading(new PhoneNumbers(region)), new Ids(CLOCK), CLOCK);
    }
}
