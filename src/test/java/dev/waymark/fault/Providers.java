package dev.waymark.fault;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.channel.http.ProviderSimulator;
import dev.waymark.channel.http.ProviderSimulator.Asked;
import dev.waymark.channel.http.ProviderSimulator.Told;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A provider that knows a message again (LINE), one that does not (SMS) and a mail server, outside the application that
 * is killed: what they have accepted they know whatever dies. Thread-safe.
 */
final class Providers implements AutoCloseable {

    private static final Pattern TO = Pattern.compile("\"to\":\"([^\"]+)\"");
    private static final Pattern TO_IN_FORM = Pattern.compile("(?:^|&)To=([^&]+)");

    private static final Told IN_LINE = new Told(200, Map.of(), "{\"sentMessages\": [{\"id\": \"1\"}]}");
    private static final Told BY_SMS = new Told(201, Map.of(), "{\"sid\": \"SM1\", \"status\": \"queued\"}");

    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final ProviderSimulator line = new ProviderSimulator();
    private final ProviderSimulator sms = new ProviderSimulator();
    private final ConcurrentLinkedQueue<Accept> inLine = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Accept> bySms = new ConcurrentLinkedQueue<>();
    private volatile Manner manner = channel -> true;

    /** A message that a provider has taken: when it was asked, by {@link System#nanoTime}. */
    record Accept(String recipient, long asked) {}

    /** What a provider does with a message before it answers. */
    interface Manner {

        /** Answers whether it takes the message; else it says that it is too much now. */
        boolean takes(String channel);
    }

    Providers() throws IOException {
        // the mail server says so in its own thread when its client is killed, which is what is wanted here
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        mail.start();
        line.accepting(asked -> take("line", TO, asked, inLine, IN_LINE))
                .knowing(
                        asked -> asked.headers().get("X-Line-Retry-Key"),
                        asked -> new Told(409, Map.of(), IN_LINE.body()));
        sms.accepting(asked -> take("sms", TO_IN_FORM, asked, bySms, BY_SMS));
    }

    private Told take(String channel, Pattern to, Asked asked, ConcurrentLinkedQueue<Accept> ledger, Told taken) {
        var accept = new Accept(first(to, asked.body()), System.nanoTime());
        if (!manner.takes(channel)) {
            return new Told(429, Map.of("Retry-After", "1"), "");
        }
        ledger.add(accept);
        return taken;
    }

    private static String first(Pattern pattern, String body) {
        var found = pattern.matcher(body);
        if (!found.find()) {
            throw new IllegalStateException("Nobody is to get this: " + body);
        }
        return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }

    /** How they do from now on; a refusal is possible where messages are not known again. */
    void behave(Manner next) {
        manner = next;
    }

    /** Of an application that is to send by them. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("WAYMARK_EMAIL_SMTP_HOST", "127.0.0.1");
        settings.put("WAYMARK_EMAIL_SMTP_PORT", String.valueOf(mail.getSmtp().getPort()));
        settings.put("WAYMARK_LINE_URL", line.url().toString());
        settings.put("WAYMARK_LINE_TOKEN", "a-token");
        settings.put("WAYMARK_SMS_URL", sms.url().toString());
        settings.put("WAYMARK_SMS_ACCOUNT", "AC1");
        settings.put("WAYMARK_SMS_TOKEN", "a-token");
        settings.put("WAYMARK_SMS_SENDER", "+15550006789");
        return settings;
    }

    /** What was accepted by this channel's provider, by recipient. */
    Map<String, Long> accepted(String channel) {
        var recipients = switch (channel) {
            case "line" -> inLine.stream().map(Accept::recipient);
            case "sms" -> bySms.stream().map(Accept::recipient);
            case "email" -> Stream.of(mail.getReceivedMessages()).map(Providers::recipient);
            default -> throw new IllegalArgumentException(channel);
        };
        return recipients.collect(Collectors.groupingBy(one -> one, Collectors.counting()));
    }

    List<Accept> acceptedBySms() {
        return List.copyOf(bySms);
    }

    static String recipient(MimeMessage received) {
        try {
            return received.getAllRecipients()[0].toString();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void close() {
        mail.stop();
        line.close();
        sms.close();
    }
}
