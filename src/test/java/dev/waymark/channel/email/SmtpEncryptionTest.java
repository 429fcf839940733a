package dev.waymark.channel.email;

import static dev.waymark.channel.email.ScriptedSmtpServer.END_OF_MAIL;
import static dev.waymark.channel.email.ScriptedSmtpServer.SILENCE;
import static dev.waymark.channel.email.TestMail.LONG;
import static dev.waymark.channel.email.TestMail.mail;
import static dev.waymark.channel.email.TestMail.settings;
import static dev.waymark.channel.email.TestMail.transport;
import static dev.waymark.channel.email.TestMail.trusted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.email.SmtpSettings.Encryption;
import dev.waymark.channel.email.TestMail.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets to read a mail and a password on their way. */
class SmtpEncryptionTest {

    /** As a server says it that can do both. */
    private static final String OFFERS = "250-scripted\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS";

    private final SendRequest mail = mail();

    @Test
    void shouldNotWaitLongerForAServerThatIsSilentWhereTheConnectionIsEncrypted(@TempDir Path folder) throws Exception {
        var keys = SelfSigned.of(folder, "ip:127.0.0.1");
        try (var server = ScriptedSmtpServer.encrypted(Map.of(END_OF_MAIL, SILENCE), keys)) {
            var settings = settings(server.port(), Encryption.TLS, "shop", "secret");

            assertThat(transport(settings, keys.getSocketFactory(), Duration.ofSeconds(3))
                            .send(mail))
                    .isEqualTo(new SendResult.Unknown("smtp-timeout"));
        }
    }

    @Test
    void shouldEncryptBeforeItSignsIn(@TempDir Path folder) throws Exception {
        var keys = SelfSigned.of(folder, "ip:127.0.0.1");
        try (var server = ScriptedSmtpServer.answering(Map.of("EHLO", OFFERS, "AUTH", "235 welcome"), keys)) {
            var settings = settings(server.port(), Encryption.STARTTLS, "shop", "secret");

            assertThat(transport(settings, keys.getSocketFactory(), LONG).send(mail))
                    .isEqualTo(new SendResult.Accepted());

            assertThat(server.commands().subList(0, 2))
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("EHLO"),
                            second -> assertThat(second).isEqualTo("STARTTLS"));
            assertThat(server.commands())
                    .filteredOn(said -> said.contains("AUTH"))
                    .isNotEmpty()
                    .allMatch(said -> said.startsWith("encrypted AUTH "));
        }
    }

    @Test
    void shouldGiveNothingToWhoeverDoesNotOfferToEncrypt() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of())) {
            var settings = settings(server.port(), Encryption.STARTTLS, "shop", "secret");

            assertThat(transport(settings, trusted(), LONG).send(mail)).isEqualTo(SendResult.NotNow.away("smtp-away"));

            assertThat(server.commands()).allMatch(said -> said.startsWith("EHLO") || said.startsWith("QUIT"));
        }
    }

    @ParameterizedTest
    @CsvSource({"ip:127.0.0.1, false", "dns:mail.example, true"})
    void shouldGiveNothingToAServerWhoseNameIsNotProven(String name, boolean isTrusted, @TempDir Path folder)
            throws Exception {
        var keys = SelfSigned.of(folder, name);
        try (var server = ScriptedSmtpServer.answering(Map.of("EHLO", OFFERS), keys)) {
            var settings = settings(server.port(), Encryption.STARTTLS_IF_OFFERED, "shop", "secret");

            assertThat(transport(settings, isTrusted ? keys.getSocketFactory() : trusted(), LONG)
                            .send(mail))
                    .isEqualTo(SendResult.NotNow.away("smtp-away"));

            assertThat(server.commands()).noneMatch(said -> said.contains("AUTH") || said.contains("MAIL"));
        }
    }

    @Test
    void shouldTryAgainWhenTheServerDoesNotKnowUs(@TempDir Path folder) throws Exception {
        var keys = SelfSigned.of(folder, "ip:127.0.0.1");
        try (var server = ScriptedSmtpServer.answering(Map.of("EHLO", OFFERS, "AUTH", "535 wrong password"), keys)) {
            var settings = settings(server.port(), Encryption.STARTTLS_IF_OFFERED, "shop", "wrong");

            assertThat(transport(settings, keys.getSocketFactory(), LONG).send(mail))
                    .isEqualTo(SendResult.NotNow.away("smtp-535"));
        }
    }

    @Test
    void shouldEncryptFromTheFirstByteOn(@TempDir Path folder) throws Exception {
        var keys = SelfSigned.of(folder, "ip:127.0.0.1");
        try (var server = ScriptedSmtpServer.encrypted(Map.of(), keys)) {
            var settings = settings(server.port(), Encryption.TLS, "shop", "secret");

            assertThat(transport(settings, keys.getSocketFactory(), LONG).send(mail))
                    .isEqualTo(new SendResult.Accepted());
            assertThat(transport(settings, trusted(), LONG).send(mail)).isEqualTo(SendResult.NotNow.away("smtp-away"));
        }
    }

    @Test
    void shouldNotSpeakToAServerOfAnotherNameThoughItIsEncrypted(@TempDir Path folder) throws Exception {
        var keys = SelfSigned.of(folder, "dns:mail.example");
        try (var server = ScriptedSmtpServer.encrypted(Map.of(), keys)) {
            var settings = settings(server.port(), Encryption.TLS, "shop", "secret");

            assertThat(transport(settings, keys.getSocketFactory(), LONG).send(mail))
                    .isEqualTo(SendResult.NotNow.away("smtp-away"));
            assertThat(server.commands()).isEmpty();
        }
    }

    /** Who takes the offer away on the way gets no password. */
    @Test
    void shouldNotSignInUnencryptedUnlessToldTo() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of("EHLO", "250-scripted\r\n250 AUTH PLAIN LOGIN"))) {
            var settings = new Settings(
                    Optional.of("127.0.0.1"),
                    OptionalInt.of(server.port()),
                    Optional.of("shop"),
                    Optional.of("secret"),
                    Optional.empty());

            assertThat(transport(settings, trusted(), LONG).send(mail)).isEqualTo(SendResult.NotNow.away("smtp-away"));

            assertThat(server.commands()).noneMatch(said -> said.contains("AUTH"));
        }
    }

    @Test
    void shouldRefuseToStartWithAPasswordOfNobody() {
        var settings = new Settings(
                Optional.of("mail.example"),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of("secret"),
                Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmtpServer(settings, trusted()))
                .withMessageContaining("WAYMARK_EMAIL_SMTP_USERNAME");
    }
}
