package dev.waymark.channel.email;

import static com.icegreen.greenmail.util.ServerSetup.PROTOCOL_SMTP;
import static dev.waymark.channel.email.ScriptedSmtpServer.END_OF_MAIL;
import static dev.waymark.channel.email.ScriptedSmtpServer.HANG_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import io.quarkus.mailer.SentMail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.ext.mail.MailConfig;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.event.Event;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an SMTP server says, and what that means for the message. */
class SmtpTransportTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final SendRequest mail = new SendRequest(
            UUID.randomUUID(), "ada@example.org", new SendRequest.Content("สวัสดี Ada", "<p>Hi Ada,</p>", "Hi Ada,"));

    @AfterAll
    static void stopVertx() {
        VERTX.closeAndAwait();
    }

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
                assertThat(((MimeMultipart) received.getContent()).getCount()).isEqualTo(2);
            });
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

    private static SmtpTransport transportTo(int port) {
        var config = new MailConfig().setHostname("127.0.0.1").setPort(port).setKeepAlive(false);
        return new SmtpTransport(mailerOf(MailClient.create(VERTX, config)));
    }

    /** Quarkus' own mailer, made as Quarkus makes it, because its server is chosen when the application starts. */
    private static ReactiveMailer mailerOf(MailClient client) {
        try {
            var maker =
                    Class.forName("io.quarkus.mailer.runtime.MutinyMailerImpl").getDeclaredConstructors()[0];
            maker.setAccessible(true);
            return (ReactiveMailer) maker.newInstance(
                    VERTX,
                    client,
                    null,
                    "hello@waymark.example",
                    null,
                    false,
                    List.of(),
                    false,
                    false,
                    nobodyListens());
        } catch (ReflectiveOperationException other) {
            throw new AssertionError("Expected the mailer of this Quarkus, but it is another one", other);
        }
    }

    @SuppressWarnings("unchecked")
    private static Event<SentMail> nobodyListens() {
        return (Event<SentMail>) Proxy.newProxyInstance(
                SmtpTransportTest.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, told) -> null);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
