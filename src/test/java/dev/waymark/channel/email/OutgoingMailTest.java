package dev.waymark.channel.email;

import static com.icegreen.greenmail.util.ServerSetup.PROTOCOL_SMTP;
import static dev.waymark.channel.email.TestMail.CLOCK;
import static dev.waymark.channel.email.TestMail.LONG;
import static dev.waymark.channel.email.TestMail.NOW;
import static dev.waymark.channel.email.TestMail.mail;
import static dev.waymark.channel.email.TestMail.settings;
import static dev.waymark.channel.email.TestMail.transportTo;
import static dev.waymark.channel.email.TestMail.trusted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail as the server gets it. */
class OutgoingMailTest {

    private final SendRequest mail = mail();

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
    @CsvSource({"ada@münchen.example, ada@xn--mnchen-3ya.example", "ada@example.org, ada@example.org"})
    void shouldWriteADomainAsServersKnowIt(String address, String written) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of())) {
            transportTo(server.port()).send(new SendRequest(mail.messageId(), address, mail.content()));

            assertThat(server.commands()).contains("RCPT TO:<" + written + ">");
        }
    }

    /** A letter that is left out on the way, or another one, makes it somebody else's address. */
    @ParameterizedTest
    @ValueSource(strings = {"ädä@example.org", "ada@straße.example", "ada@a.example，eve＠b.example", "ada@b.example＞　X"})
    void shouldRefuseAnAddressThatSmtpCannotSay(String address) throws IOException {
        try (var server = ScriptedSmtpServer.answering(Map.of())) {
            assertThat(transportTo(server.port()).send(new SendRequest(mail.messageId(), address, mail.content())))
                    .isEqualTo(new SendResult.Rejected("smtp-address"));
            assertThat(server.commands()).isEmpty();
        }
    }

    @Test
    void shouldWriteASendersNameInItsOwnLetters() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", PROTOCOL_SMTP));
        server.start();
        try {
            var place = new SmtpServer(settings(server.getSmtp().getPort()), trusted());
            new SmtpTransport(place, "上野 Größe <hello@müller.example>", CLOCK, LONG).send(mail);

            assertThat(server.getReceivedMessages())
                    .singleElement()
                    .satisfies(received -> assertThat((InternetAddress) received.getFrom()[0])
                            .returns("上野 Größe", InternetAddress::getPersonal)
                            .returns("hello@xn--mller-kva.example", InternetAddress::getAddress));
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"the shop", "shop", "@shop.example"})
    void shouldRefuseToStartWithASenderThatIsNone(String sender) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmtpTransport(new SmtpServer(settings(25), trusted()), sender, CLOCK, LONG))
                .withMessageContaining("WAYMARK_EMAIL_SENDER")
                .withMessageContaining(sender);
    }
}
