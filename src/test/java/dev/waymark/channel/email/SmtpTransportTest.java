package dev.waymark.channel.email;

import static com.icegreen.greenmail.util.ServerSetup.PROTOCOL_SMTP;
import static dev.waymark.channel.email.ScriptedSmtpServer.END_OF_MAIL;
import static dev.waymark.channel.email.ScriptedSmtpServer.HANG_UP;
import static dev.waymark.channel.email.ScriptedSmtpServer.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.email.SmtpSettings.Encryption;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an SMTP server says, and what that means for the message. */
class SmtpTransportTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** As a server says it that can do both. */
    private static final String OFFERS = "250-scripted\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS";

    private final SendRequest mail = new SendRequest(
            UUID.randomUUID(), "ada@example.org", new SendRequest.Content("สวัสดี Ada", "<p>Hi Ada,</p>", "Hi Ada,"));

    @Test
    void shouldHandAMailToTheServer() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", PROTOCOL_SMTP));
        server.start();
        try {
            // when
            var result = transportTo(server.getSmtp().getPort()).send(mail);

            // then
            assertThat(result).isEqualTo(new SendResult.Accepted());
            assertThat(server.getReceivedMessages()).singleElement().satisfies(received -> {
                assertThat(received.getSubject()).isEqualTo("สวัสดี Ada");
                assertThat(received.getRecipients(RecipientType.TO))
                        .extracting(Object::toString)
                        .containsExactly("ada@example.org");
                assertThat(received.getHeader("Message-ID")).containsExactly("<" + mail.messageId() + "@waymark>");
                assertThat(received.getSentDate()).isEqualTo(Date.from(NOW));
                var parts = (MimeMultipart) received.getContent();
                assertThat(parts.getContentType()).startsWith("multipart/alternative");
                assertThat(parts.getCount()).isEqualTo(2);
                assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Hi Ada,");
                assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Hi Ada,</p>");
                assertThat(parts.getBodyPart(1).getContentType())
                        .contains("text/html")
                        .contains("UTF-8");
            });
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"plain, 7bit", "Grüße, quoted-printable", "สวัสดี, base64", "long, quoted-printable"})
    void shouldKeepATextAsItWasWritten(String kind, String encoding) throws Exception {
        var text = switch (kind) {
            case "plain" -> "Hi Ada,\n.\n. a dot is no end\n";
            case "long" -> "word ".repeat(4_000) + "= the end\n";
            default -> (kind + "\n").repeat(300);
        };
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", PROTOCOL_SMTP));
        server.start();
        try {
            transportTo(server.getSmtp().getPort())
                    .send(new SendRequest(mail.messageId(), mail.address(), new SendRequest.Content("Hi", text, text)));

            var parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                var part = parts.getBodyPart(i);
                assertThat(part.getHeader("Content-Transfer-Encoding")).containsExactly(encoding);
                assertThat(part.getContent().toString().replace("\r\n", "\n")).isEqualTo(text);
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void shouldSayHowToUnsubscribeAndWhereItReturns() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", PROTOCOL_SMTP));
        server.start();
        var headers = Map.of(
                "List-Unsubscribe", "<https://news.example/u/abc>",
                "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        var back = new SendRequest.WayBack(null, "b-0123456789@bounces.example", headers);
        try {
            transportTo(server.getSmtp().getPort())
                    .send(new SendRequest(mail.messageId(), mail.address(), mail.content(), back));

            assertThat(server.getReceivedMessages()).singleElement().satisfies(received -> {
                assertThat(received.getHeader("List-Unsubscribe")).containsExactly("<https://news.example/u/abc>");
                assertThat(received.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
                assertThat(received.getHeader("Return-Path")).containsExactly("<b-0123456789@bounces.example>");
                assertThat(received.getFrom()).extracting(Object::toString).containsExactly("hello@waymark.example");
            });
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 553 sender refused, smtp-553",
        "RCPT, 550 no such mailbox, smtp-550",
        "DATA, 554 no, smtp-554",
        "., 552 too large, smtp-552"
    })
    void shouldTakeAPermanentNoAsFinal(String command, String answer, String reason) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of(command, answer))) {
            assertThat(transportTo(server.port()).send(mail)).isEqualTo(new SendResult.Rejected(reason));
        }
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 451 later, smtp-451", "RCPT, 450 mailbox busy, smtp-450", "., 452 disk full, smtp-452"})
    void shouldTryAgainAfterATemporaryNo(String command, String answer, String code) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of(command, answer))) {
            assertThat(transportTo(server.port()).send(mail)).isEqualTo(SendResult.NotNow.thisOne(code));
        }
    }

    @Test
    void shouldTryAgainWhenNobodyListens() throws IOException {
        assertThat(transportTo(freePort()).send(mail)).isEqualTo(SendResult.NotNow.away("smtp-away"));
    }

    /** The server has the whole mail; whether it kept it, nobody can say, and nobody may send it again. */
    @Test
    void shouldNotKnowWhenTheServerHangsUpBeforeItsVerdict() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of(END_OF_MAIL, HANG_UP))) {
            assertThat(transportTo(server.port()).send(mail)).isEqualTo(new SendResult.Unknown("smtp-interrupted"));
        }
    }

    /** Nothing of the mail is with the server before it asks for the content. */
    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void shouldTryAgainWhenTheServerHangsUpBeforeTheContent(String command) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of(command, HANG_UP, "HELO", HANG_UP))) {
            assertThat(transportTo(server.port()).send(mail)).isEqualTo(SendResult.NotNow.away("smtp-away"));
        }
    }

    @ParameterizedTest
    @CsvSource({"greeting, smtp-away", "MAIL, smtp-timeout", "DATA, smtp-timeout"})
    void shouldTryAgainWhenTheServerIsSilentBeforeTheContent(String place, String reason) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of(place, SILENCE))) {
            assertThat(transport(settings(server.port()), trusted(), SHORT).send(mail))
                    .isEqualTo(SendResult.NotNow.away(reason));
        }
    }

    @Test
    void shouldNotKnowWhenTheServerIsSilentAfterTheContent() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of(END_OF_MAIL, SILENCE))) {
            assertThat(transport(settings(server.port()), trusted(), SHORT).send(mail))
                    .isEqualTo(new SendResult.Unknown("smtp-timeout"));
        }
    }

    /** Not the mail's fault: it may go out an hour later. */
    @ParameterizedTest
    @CsvSource({
        "greeting, 554 too many from you, smtp-554",
        "MAIL, 421 closing, smtp-421",
        "MAIL, 530 sign in, smtp-530"
    })
    void shouldTryAgainWhenTheServerTakesNothing(String place, String answer, String code) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of(place, answer))) {
            assertThat(transportTo(server.port()).send(mail)).isEqualTo(SendResult.NotNow.away(code));
        }
    }

    @Test
    void shouldSendManyMailsOverOneConnection() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of())) {
            var transport = transportTo(server.port());

            for (int i = 0; i < 5; i++) {
                assertThat(transport.send(mail)).isEqualTo(new SendResult.Accepted());
            }

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.commands()).filteredOn(END_OF_MAIL::equals).hasSize(5);
        }
    }

    @Test
    void shouldGoOnAfterARefusedMail() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of("RCPT", "550 no such mailbox"))) {
            var transport = transportTo(server.port());
            transport.send(mail);

            assertThat(transport.send(mail)).isEqualTo(new SendResult.Rejected("smtp-550"));
        }
    }

    /** The server has let go of a connection that rested: the mail goes over another one, once. */
    @Test
    void shouldNotMindThatAConnectionWasClosedWhileItRested() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of())) {
            var transport = transportTo(server.port());
            transport.send(mail);
            server.hangUp();

            assertThat(transport.send(mail)).isEqualTo(new SendResult.Accepted());

            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.commands()).filteredOn(END_OF_MAIL::equals).hasSize(2);
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

    @ParameterizedTest
    @CsvSource({"ada@münchen.example, ada@xn--mnchen-3ya.example", "ada@example.org, ada@example.org"})
    void shouldWriteADomainAsServersKnowIt(String address, String written) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of())) {
            transportTo(server.port()).send(new SendRequest(mail.messageId(), address, mail.content()));

            assertThat(server.commands()).contains("RCPT TO:<" + written + ">");
        }
    }

    /** A letter that is left out on the way makes it somebody else's address. */
    @Test
    void shouldRefuseAnAddressThatSmtpCannotSay() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of())) {
            assertThat(transportTo(server.port())
                            .send(new SendRequest(mail.messageId(), "ädä@example.org", mail.content())))
                    .isEqualTo(new SendResult.Rejected("smtp-address"));
            assertThat(server.commands()).isEmpty();
        }
    }

    @Test
    void shouldRefuseToStartWithASenderThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmtpTransport(new SmtpServer(settings(25), trusted()), "the shop", CLOCK, LONG))
                .withMessageContaining("WAYMARK_EMAIL_SENDER")
                .withMessageContaining("the shop");
    }

    private record Settings(
            Optional<String> host,
            OptionalInt port,
            Optional<String> username,
            Optional<String> password,
            Encryption encryption)
            implements SmtpSettings {}

    private static SmtpSettings settings(int port) {
        return new Settings(
                Optional.of("127.0.0.1"),
                OptionalInt.of(port),
                Optional.empty(),
                Optional.empty(),
                Encryption.STARTTLS_IF_OFFERED);
    }

    private static SmtpSettings settings(int port, Encryption encryption, String username, String password) {
        return new Settings(
                Optional.of("127.0.0.1"),
                OptionalInt.of(port),
                Optional.of(username),
                Optional.of(password),
                encryption);
    }

    private static SSLSocketFactory trusted() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static SmtpTransport transportTo(int port) {
        return transport(settings(port), trusted(), LONG);
    }

    private static SmtpTransport transport(SmtpSettings settings, SSLSocketFactory trust, Duration timeout) {
        return new SmtpTransport(new SmtpServer(settings, trust), "hello@waymark.example", CLOCK, timeout);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
