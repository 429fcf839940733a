package dev.waymark.message;

import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.offer.Codes;
import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the beginner's guide says to whom, and what is kept about it. */
@WaymarkTest
class MessageTest {

    private static final String CODE = "[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}";
    private static final String CONTACT = "Reply to this mail or call 02 123 4567";

    @Inject
    Codes codes;

    @Inject
    Database database;

    @Test
    void shouldWriteToPeopleByNameInEnglish() {
        // when
        var ada = silentForADay(Map.of("firstName", "Ada", "email", "ada@example.org"));

        // then
        assertThat(mail(ada, "recipient")).isEqualTo("ada@example.org");
        assertThat(mail(ada, "subject")).isEqualTo("Three small steps to get going");
        assertThat(mail(ada, "text")).startsWith("Hi Ada,").contains(CONTACT).containsPattern(CODE);
        assertThat(mail(ada, "html")).contains("Hi Ada,").contains(CONTACT).contains(codeOf(ada));
        assertThat(ada.trace().getString("messages[0].locale")).isEqualTo("en");
    }

    @Test
    void shouldWriteInThaiToPeopleWhoReadIt() {
        // when
        var somchai = silentForADay(Map.of("firstName", "สมชาย", "email", "somchai@example.org", "locale", "th"));

        // then
        assertThat(mail(somchai, "subject")).isEqualTo("เริ่มต้นง่าย ๆ ใน 3 ขั้นตอน");
        assertThat(mail(somchai, "text")).startsWith("สวัสดีค่ะ สมชาย").contains(codeOf(somchai));
        assertThat(somchai.trace().getString("messages[0].locale")).isEqualTo("th");
    }

    @Test
    void shouldGreetPeopleWhoseNameIsNotKnown() {
        assertThat(mail(silentForADay(Map.of("email", "x@example.org")), "text"))
                .startsWith("Hi there,");
        assertThat(mail(silentForADay(Map.of("email", "x@example.org", "firstName", " ", "locale", "th")), "text"))
                .startsWith("สวัสดีค่ะ คุณลูกค้า");
    }

    @Test
    void shouldTakeANameForTextAndNothingElse() {
        // when
        var mallory = silentForADay(Map.of("firstName", "{code}<b>&", "email", "mallory@example.org"));

        // then
        assertThat(mail(mallory, "text")).startsWith("Hi {code}<b>&,");
        assertThat(mail(mallory, "html")).contains("Hi {code}&lt;b&gt;&amp;,");
    }

    @Test
    void shouldGiveEachPersonOneCodeOfTheirOwn() {
        // when
        var ada = silentForADay(Map.of("firstName", "Ada", "email", "ada@example.org"));
        var ben = silentForADay(Map.of("firstName", "Ben", "email", "ben@example.org"));

        // then
        assertThat(codeOf(ada)).matches("^" + CODE + "$").isNotEqualTo(codeOf(ben));
        assertThat(database.text("select status from code where code = ?", codeOf(ada)))
                .isEqualTo("CONFIRMED");
        assertThat(codes.reserve("welcome-gift", new ProfileId(database.profileOf(ada)))
                        .orElseThrow())
                .isEqualTo(codeOf(ada));
        assertThat(database.text("select status from code where code = ?", codeOf(ada)))
                .isEqualTo("CONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org"})
    void shouldSkipPeopleWithoutOneAddressAndLetThemGoOn(String address) {
        // when
        var cleo = silentForADay(Map.of("firstName", "Cleo", "email", address));

        // then
        assertThat(cleo.messageStatuses()).containsExactly("SKIPPED");
        assertThat(cleo.trace().getString("messages[0].reason")).isEqualTo("no-address");
        assertThat(codeOf(cleo)).isNull();
    }

    @Test
    void shouldTakeTheTraitsAsTheyAreWhenItWrites() {
        // given
        var dan = Person.somebody().identifies(Map.of("firstName", "Dan", "email", "old@example.org"));
        dan.tracks("Signed Up").awaitAt("Gateway_ProgressOrSilence");

        // when
        dan.identifies(Map.of("email", "new@example.org"));
        letPass("PT24H");
        dan.awaitAt("Event_GoalWindowClosed");

        // then
        assertThat(mail(dan, "recipient")).isEqualTo("new@example.org");
    }

    private static Person silentForADay(Map<String, Object> traits) {
        var person = Person.somebody().identifies(traits).tracks("Signed Up").awaitAt("Gateway_ProgressOrSilence");
        letPass("PT24H");
        return person.awaitAt("Event_GoalWindowClosed");
    }

    private String mail(Person person, String column) {
        return database.text(
                "select " + column + " from mailbox_mail where message_id = ?",
                UUID.fromString(person.trace().getString("messages[0].id")));
    }

    private static String codeOf(Person person) {
        return person.trace().getString("messages[0].code");
    }
}
