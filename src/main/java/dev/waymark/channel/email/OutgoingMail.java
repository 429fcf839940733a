package dev.waymark.channel.email;

import dev.waymark.channel.SendRequest;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A mail as it goes out: HTML, and the same as text for whoever reads that. Confined to one thread. */
final class OutgoingMail extends SMTPMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /** RFC 5322, section 3.3. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Written as other letters by the JDK's IDNA 2003, or left out: since 2010 they are names of their own. */
    private static final Pattern OTHERS_DOMAIN = Pattern.compile("[\\u00df\\u1e9e\\u03c2\\u200c\\u200d]");

    private final UUID id;
    private final InternetAddress recipient;

    private OutgoingMail(UUID id, InternetAddress recipient) {
        super((Session) null);
        this.id = id;
        this.recipient = recipient;
    }

    /** @throws MessagingException where the address is none that this way of sending knows */
    static OutgoingMail of(SendRequest request, InternetAddress sender, Instant at) throws MessagingException {
        var mail = new OutgoingMail(request.messageId(), address(request.address()));
        mail.setFrom(sender);
        mail.setRecipient(RecipientType.TO, mail.recipient);
        mail.setSubject(request.content().subject(), UTF_8);
        mail.setHeader("Date", DATE.format(at));
        for (var header : request.wayBack().headers().entrySet()) {
            mail.setHeader(header.getKey(), header.getValue());
        }
        if (request.wayBack().returnPath() != null) {
            mail.setEnvelopeFrom(request.wayBack().returnPath());
        }
        mail.setContent(content(request.content()));
        mail.saveChanges();
        return mail;
    }

    private static MimeMultipart content(SendRequest.Content content) throws MessagingException {
        return new MimeMultipart(
                "alternative", TextPart.of(content.text(), "plain"), TextPart.of(content.html(), "html"));
    }

    /**
     * Letters of other scripts are written in the domain's own way; before the @ plain SMTP has no way for them.
     *
     * @throws AddressException where it cannot be said so that nobody else is meant
     */
    static InternetAddress address(String address) throws AddressException {
        var at = address.lastIndexOf('@');
        if (at < 1) {
            throw new AddressException("Expected a name, an @ and a domain");
        }
        var name = address.substring(0, at);
        if (!isPlain(name)) {
            throw new AddressException("Expected no letters but those of ASCII before the @");
        }
        var plain = new InternetAddress();
        plain.setAddress(name + "@" + domain(address.substring(at + 1)));
        return plain;
    }

    private static String domain(String domain) throws AddressException {
        if (isPlain(domain)) {
            return domain;
        }
        if (OTHERS_DOMAIN.matcher(domain).find()) {
            throw new AddressException("Expected a domain that the JDK writes as registries do");
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException none) {
            throw new AddressException("Expected the name of a domain after the @");
        }
    }

    private static boolean isPlain(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    InternetAddress recipient() {
        return recipient;
    }

    /** The message's own id, by which it is found again in a report. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + id + "@waymark>");
    }
}
