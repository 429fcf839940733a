package dev.waymark.message;

import dev.waymark.testing.Callbacks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Mail that mail servers send about our mails, as in the examples of RFC 3464 and RFC 5965. */
final class Reports {

    private Reports() {}

    /** Came back to the return path, without the mail itself. */
    static String bounce(Mailing message, String status, Instant at) {
        return delivery(message, status.startsWith("2") ? "delivered" : "failed", status, at);
    }

    static String delivery(Mailing message, String action, String status, Instant at) {
        return mail("""
                From: MAILER-DAEMON@mx.example
                To: <B-%s@%s>
                Date: %s
                Subject: Delivery report
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain; charset=utf-8

                Your mail to secret-person@example.org could not be delivered.
                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example
                Arrival-Date: %3$s

                Final-Recipient: rfc822; secret-person@example.org
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 no such user secret-person@example.org

                --b1--
                """.formatted(message.header("X-Waymark-Message"), Callbacks.BOUNCES, date(at), action, status));
    }

    /** Names the mail by its headers only. */
    static String complaint(Mailing message, Instant at) {
        return mail("""
                From: complaints@mail.example
                To: postmaster@waymark.example
                Date: %s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

                --b1
                Content-Type: text/plain

                Somebody does not like this.
                --b1
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: SomeGenerator/1.0
                Version: 1

                --b1
                Content-Type: message/rfc822

                From: hello@waymark.example
                X-Waymark-Message: %s
                Subject: With links

                Hi.
                --b1--
                """.formatted(date(at), message.header("X-Waymark-Message")));
    }

    private static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    private static String mail(String text) {
        return text.replace("\n", "\r\n");
    }
}
