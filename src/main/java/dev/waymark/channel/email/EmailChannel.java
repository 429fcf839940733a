package dev.waymark.channel.email;

import dev.waymark.channel.Channel;
import dev.waymark.channel.Mailbox;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.profile.ProfileView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** E-mail to the profile's {@code email} trait. */
@ApplicationScoped
class EmailChannel implements Channel {

    private static final Logger LOG = Logger.getLogger(EmailChannel.class);

    /** One address and nothing else: no list, no header, no line break. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;:<>\"()\\[\\]\\\\]+@[^\\s@,;:<>\"()\\[\\]\\\\]+");

    private final Mailbox mailbox;
    private final SmtpTransport smtp;
    private final boolean hasServer;

    EmailChannel(
            Mailbox mailbox,
            SmtpTransport smtp,
            @ConfigProperty(name = "waymark.email.smtp.host") Optional<String> smtpHost) {
        this.mailbox = mailbox;
        this.smtp = smtp;
        this.hasServer = smtpHost.isPresent();
        LOG.infof(
                "e-mail goes to %s", smtpHost.map(host -> "SMTP server " + host).orElse("the local mailbox"));
    }

    @Override
    public String key() {
        return "email";
    }

    @Override
    public Optional<String> addressOf(ProfileView profile) {
        return profile.text("email").filter(address -> ADDRESS.matcher(address).matches());
    }

    @Override
    public Duration remembers() {
        return hasServer ? Duration.ZERO : Mailbox.MEMORY;
    }

    @Override
    public SendResult send(SendRequest request) {
        return hasServer ? smtp.send(request) : mailbox.deliver(key(), request);
    }
}
