package dev.waymark.channel.email;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.email.SmtpConnection.NoConnection;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Hands mail to an SMTP server. SMTP knows no idempotency key: what was interrupted after the server had asked for the
 * content is unknown, and said so. Thread-safe.
 */
@ApplicationScoped
class SmtpTransport {

    private static final Logger LOG = Logger.getLogger(SmtpTransport.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int SERVICE_CLOSING = 421;
    private static final int ACCEPTED = 200;
    private static final int MORE = 300;
    private static final int REFUSING = 400;
    private static final int PERMANENT = 500;

    /** Authentication and encryption (RFC 4954, section 6): our settings are wrong, not the mail. */
    private static final Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

    private final SmtpServer server;
    private final InternetAddress sender;
    private final Clock clock;
    private final Duration timeout;
    private final SmtpConnections connections = new SmtpConnections();

    @Inject
    SmtpTransport(
            SmtpSettings settings,
            @ConfigProperty(name = "waymark.email.sender", defaultValue = "hello@waymark.example") String sender,
            Clock clock) {
        this(new SmtpServer(settings, (SSLSocketFactory) SSLSocketFactory.getDefault()), sender, clock, TIMEOUT);
    }

    SmtpTransport(SmtpServer server, String sender, Clock clock, Duration timeout) {
        this.server = server;
        this.sender = one(sender);
        this.clock = clock;
        this.timeout = timeout;
    }

    private static InternetAddress one(String sender) {
        try {
            var written = new InternetAddress(sender, true);
            var address = OutgoingMail.address(written.getAddress());
            address.setPersonal(written.getPersonal(), StandardCharsets.UTF_8.name());
            return address;
        } catch (AddressException | UnsupportedEncodingException wrong) {
            throw new IllegalArgumentException(
                    ("Expected WAYMARK_EMAIL_SENDER to be an address such as hello@shop.example, or"
                                    + " Shop <hello@shop.example>, but got '%s'")
                            .formatted(sender),
                    wrong);
        }
    }

    /** What is wrong with its settings is said now, and not when the first mail goes. */
    void start(@Observes StartupEvent start) {
        LOG.debugf("mail server is %s", server);
    }

    void stop(@Observes ShutdownEvent stop) {
        connections.close();
    }

    SendResult send(SendRequest request) {
        try {
            return MailLibrary.use(() -> send(OutgoingMail.of(request, sender, clock.instant())));
        } catch (MessagingException unsendable) {
            return new SendResult.Rejected("smtp-address");
        }
    }

    private SendResult send(OutgoingMail mail) {
        var deadline = Deadline.in(timeout);
        return connections.take().flatMap(kept -> sent(kept, mail, deadline)).orElseGet(() -> sentAnew(mail, deadline));
    }

    private SendResult sentAnew(OutgoingMail mail, Deadline deadline) {
        try {
            return sent(SmtpConnection.open(server, deadline), mail, deadline)
                    .orElseGet(() -> SendResult.NotNow.away("smtp-away"));
        } catch (NoConnection away) {
            LOG.warnf("mail server takes nothing server=%s because=%s", server, away.getNextException());
            return SendResult.NotNow.away(away.code() >= REFUSING ? "smtp-" + away.code() : "smtp-away");
        }
    }

    /** Empty when the server was found to be gone before it had anything of the mail. */
    private Optional<SendResult> sent(SmtpConnection connection, OutgoingMail mail, Deadline deadline) {
        try {
            connection.send(mail, deadline);
        } catch (MessagingException | RuntimeException failed) {
            var code = code(failed);
            return connection.wasHandingOver() ? Optional.of(handedOver(connection, code)) : before(connection, code);
        }
        connections.keep(connection);
        return Optional.of(new SendResult.Accepted());
    }

    /** Nothing of the mail is with the server. One that ends a session says so when it is spoken to again. */
    private static Optional<SendResult> before(SmtpConnection connection, int code) {
        if (connection.wasLate()) {
            return Optional.of(SendResult.NotNow.away("smtp-timeout"));
        }
        var isOver = code < REFUSING || code == SERVICE_CLOSING && connection.sent() > 0;
        return isOver ? Optional.empty() : Optional.of(answered(code));
    }

    /** The first digit decides (RFC 5321, section 4.2.1); the library knows one yes only. */
    private static SendResult handedOver(SmtpConnection connection, int code) {
        if (code >= REFUSING) {
            return answered(code);
        }
        if (code >= ACCEPTED && code < MORE) {
            return new SendResult.Accepted();
        }
        return new SendResult.Unknown(connection.wasLate() ? "smtp-timeout" : "smtp-interrupted");
    }

    /** 4xx: not now. 5xx: never (RFC 5321, section 4.2.1). */
    private static SendResult answered(int code) {
        var reason = "smtp-" + code;
        if (ABOUT_US.contains(code) || code == SERVICE_CLOSING) {
            return SendResult.NotNow.away(reason);
        }
        return code >= PERMANENT ? new SendResult.Rejected(reason) : SendResult.NotNow.thisOne(reason);
    }

    /** What the server answered; 0 or less if it did not. */
    private static int code(Exception failed) {
        for (var next = failed; next instanceof MessagingException because; next = because.getNextException()) {
            switch (next) {
                case SMTPAddressFailedException said -> {
                    return said.getReturnCode();
                }
                case SMTPSenderFailedException said -> {
                    return said.getReturnCode();
                }
                case SMTPSendFailedException said -> {
                    return said.getReturnCode();
                }
                default -> {
                    // the next one may say more
                }
            }
        }
        return 0;
    }
}
