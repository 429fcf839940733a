package dev.waymark.channel.email;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/**
 * Hands mail to an SMTP server. SMTP knows no idempotency key: what was interrupted after the connection stood is
 * unknown, and said so. Thread-safe.
 */
@ApplicationScoped
class SmtpTransport {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int SERVICE_CLOSING = 421;

    /** Authentication and encryption (RFC 4954, section 6): our settings are wrong, not the mail. */
    private static final Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

    private final ReactiveMailer mailer;

    SmtpTransport(ReactiveMailer mailer) {
        this.mailer = mailer;
    }

    SendResult send(SendRequest request) {
        var content = request.content();
        var mail = Mail.withHtml(request.address(), content.subject(), content.html())
                .setText(content.text())
                .addHeader("Message-ID", "<" + request.messageId() + "@waymark>");
        request.wayBack().headers().forEach(mail::addHeader);
        if (request.wayBack().returnPath() != null) {
            mail.setBounceAddress(request.wayBack().returnPath());
        }
        try {
            mailer.send(mail).await().atMost(TIMEOUT);
            return new SendResult.Accepted();
        } catch (RuntimeException failed) {
            return verdict(failed);
        }
    }

    private static SendResult verdict(RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return SendResult.NotNow.away("smtp-away");
            }
            if (cause instanceof SMTPException said) {
                return answered(said);
            }
            if (cause instanceof TimeoutException) {
                return new SendResult.Unknown("smtp-timeout");
            }
        }
        return new SendResult.Unknown("smtp-interrupted");
    }

    /** 4xx: not now. 5xx: never (RFC 5321, section 4.2.1). */
    private static SendResult answered(SMTPException said) {
        var reason = "smtp-" + said.getReplyCode();
        if (ABOUT_US.contains(said.getReplyCode()) || said.getReplyCode() == SERVICE_CLOSING) {
            return SendResult.NotNow.away(reason);
        }
        return said.isPermanent() ? new SendResult.Rejected(reason) : SendResult.NotNow.thisOne(reason);
    }
}
