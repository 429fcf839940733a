package dev.waymark.channel.email;

import static dev.waymark.channel.email.ScriptedSmtpServer.DRIPPING;
import static dev.waymark.channel.email.ScriptedSmtpServer.END_OF_MAIL;
import static dev.waymark.channel.email.ScriptedSmtpServer.HANG_UP;
import static dev.waymark.channel.email.ScriptedSmtpServer.SILENCE;
import static dev.waymark.channel.email.TestMail.SHORT;
import static dev.waymark.channel.email.TestMail.mail;
import static dev.waymark.channel.email.TestMail.settings;
import static dev.waymark.channel.email.TestMail.transport;
import static dev.waymark.channel.email.TestMail.transportTo;
import static dev.waymark.channel.email.TestMail.trusted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an SMTP server says, and what that means for the message. */
class SmtpTransportTest {

    private final SendRequest mail = mail();

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
        try (var server = ScriptedSmtpServer.answering(Map.of("RCPT TO:<GONE@EXAMPLE.ORG>", "550 no such mailbox"))) {
            var transport = transportTo(server.port());
            var refused = new SendRequest(UUID.randomUUID(), "gone@example.org", mail.content());

            assertThat(transport.send(refused)).isEqualTo(new SendResult.Rejected("smtp-550"));
            assertThat(transport.send(mail)).isEqualTo(new SendResult.Accepted());
        }
    }

    /** Whatever it says besides: the first digit is a yes, and the mail must not go again. */
    @ParameterizedTest
    @CsvSource({"251 forwarded", "252 will try"})
    void shouldTakeEveryYesForOne(String answer) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of(END_OF_MAIL, answer))) {
            assertThat(transportTo(server.port()).send(mail)).isEqualTo(new SendResult.Accepted());
        }
    }

    @Test
    void shouldBelieveANoAlsoOfAServerThatHangsUpAfterIt() throws IOException {
        var script = Map.of(END_OF_MAIL, "552 too large", "RSET", SILENCE);
        try (var server = ScriptedSmtpServer.answering(script)) {
            assertThat(transport(settings(server.port()), trusted(), SHORT).send(mail))
                    .isEqualTo(new SendResult.Rejected("smtp-552"));
        }
    }

    /** So servers end a session that has rested, or has brought enough mails. */
    @Test
    void shouldGoOverAnotherConnectionWhenAServerEndsTheSession() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of("2. MAIL", "421 enough for now"))) {
            var transport = transportTo(server.port());
            transport.send(mail);

            assertThat(transport.send(mail)).isEqualTo(new SendResult.Accepted());

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /** Each byte comes in time, and the answer never. */
    @Test
    void shouldNotWaitLongerForAServerThatDrips() throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of("MAIL", DRIPPING))) {
            assertThat(transport(settings(server.port()), trusted(), SHORT).send(mail))
                    .isEqualTo(SendResult.NotNow.away("smtp-timeout"));
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
