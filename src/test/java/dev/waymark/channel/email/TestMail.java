package dev.waymark.channel.email;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.email.SmtpSettings.Encryption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;

/** A mail and the ways to send it, for tests. */
final class TestMail {

    static final Instant NOW = Instant.parse("2026-03-01T19:07:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(30);

    private TestMail() {}

    record Settings(
            Optional<String> host,
            OptionalInt port,
            Optional<String> username,
            Optional<String> password,
            Optional<Encryption> encryption)
            implements SmtpSettings {}

    static SmtpSettings settings(int port) {
        return new Settings(
                Optional.of("127.0.0.1"), OptionalInt.of(port), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static SmtpSettings settings(int port, Encryption encryption, String username, String password) {
        return new Settings(
                Optional.of("127.0.0.1"),
                OptionalInt.of(port),
                Optional.of(username),
                Optional.of(password),
                Optional.of(encryption));
    }

    static SSLSocketFactory trusted() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    static SmtpTransport transportTo(int port) {
        return transport(settings(port), trusted(), LONG);
    }

    static SmtpTransport transport(SmtpSettings settings, SSLSocketFactory trust, Duration timeout) {
        return new SmtpTransport(new SmtpServer(settings, trust), "hello@waymark.example", CLOCK, timeout);
    }

    /** With an id of its own each time. */
    static SendRequest mail() {
        return new SendRequest(
                UUID.randomUUID(),
                "ada@example.org",
                new SendRequest.Content("สวัสดี Ada", "<p>Hi Ada,</p>", "Hi Ada,"));
    }
}
