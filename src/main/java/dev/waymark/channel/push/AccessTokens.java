package dev.waymark.channel.push;

import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a service account, got when it is needed and kept until shortly before it expires. Thread-safe: one
 * asks, the others wait for what it got.
 */
final class AccessTokens {

    private static final Duration EARLY = Duration.ofMinutes(5);
    /** Those who wait while one asks in vain do not ask again one after the other: a message's lease is short. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private static final long USUAL_SECONDS = 3_600;
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final FirebaseAccount account;
    private final ProviderClient client;
    private final Clock clock;
    private @Nullable Token kept;
    private Instant notBefore = Instant.EPOCH;

    /** @param clock of the machine: Google tells by it how old a signature is */
    AccessTokens(FirebaseAccount account, ProviderClient client, Clock clock) {
        this.account = account;
        this.client = client;
        this.clock = clock;
    }

    private record Token(String text, Instant until) {}

    /**
     * Empty where none is to be had now.
     *
     * @param refused one that was not taken, in whose place another is wanted; null at first
     */
    synchronized Optional<String> get(@Nullable String refused) {
        if (kept == null || kept.text().equals(refused) || !clock.instant().isBefore(kept.until())) {
            kept = clock.instant().isBefore(notBefore) ? null : fresh();
            notBefore = kept == null ? latest(notBefore, clock.instant().plus(AFTER_FAILURE)) : Instant.EPOCH;
        }
        return Optional.ofNullable(kept).map(Token::text);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private @Nullable Token fresh() {
        var now = clock.instant();
        var form = "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion="
                + account.assertion(now);
        var reply = client.post(
                account.tokens(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                form.getBytes(StandardCharsets.US_ASCII));
        return reply instanceof Reply.Answer answer && answer.status() == 200 ? read(answer.body(), now) : null;
    }

    private static @Nullable Token read(String body, Instant now) {
        var text = Json.text(body, "/access_token");
        if (text == null || !text.matches("[\\x21-\\x7e]+")) {
            return null;
        }
        var said = Json.text(body, "/expires_in");
        var seconds = said != null && said.matches("\\d{1,9}") ? Long.parseLong(said) : USUAL_SECONDS;
        return new Token(text, now.plusSeconds(seconds).minus(EARLY));
    }
}
