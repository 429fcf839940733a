package dev.waymark.channel.http;

import static dev.waymark.channel.http.ProviderSimulator.Mode.ACCEPT;
import static dev.waymark.channel.http.ProviderSimulator.Mode.ACCEPT_AND_DROP;
import static dev.waymark.channel.http.ProviderSimulator.Mode.ACCEPT_AND_HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every provider on HTTP has to be to us, whatever its own protocol. */
public abstract class ProviderContract {

    protected static final String SECRET = "s3cret-of-ours";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    protected ProviderSimulator simulator;
    private Function<SendRequest, SendResult> provider;

    /** The provider's protocol against this address. */
    protected abstract Function<SendRequest, SendResult> provider(ProviderClient client, URI url);

    /** Makes the simulator answer as this provider does. */
    protected abstract void script(ProviderSimulator simulator);

    /** Whether the provider knows a message again. */
    protected abstract boolean isIdempotent();

    /** What the scripted answer calls a message; null where the provider gives it no name. */
    protected abstract @Nullable String scriptedId();

    /** Statuses by which this provider says something of its own, which its own tests hold. */
    protected Set<Integer> ownStatuses() {
        return Set.of();
    }

    /** A message for somebody it can reach. */
    protected abstract SendRequest message();

    @BeforeEach
    final void start() throws IOException {
        simulator = new ProviderSimulator();
        script(simulator);
        provider = provider(new ProviderClient(PATIENCE), simulator.url());
    }

    @AfterEach
    final void stop() {
        simulator.close();
    }

    protected final SendResult send(SendRequest request) {
        return provider.apply(request);
    }

    @Test
    void shouldSayWhatTheProviderCallsTheMessage() {
        assertThat(send(message())).isEqualTo(new SendResult.Accepted(scriptedId()));
        assertThat(simulator.taken()).isOne();
    }

    @Test
    void shouldHaveOneEffectOrSayThatNobodyKnowsWhereTheAnswerIsLost() {
        // given
        var message = message();
        simulator.behave(ACCEPT_AND_DROP);

        // when
        var first = send(message);

        // then
        assertOpen(first);
        simulator.behave(ACCEPT);
        if (isIdempotent()) {
            assertThat(send(message)).isEqualTo(new SendResult.Accepted(scriptedId()));
            assertThat(simulator.asked()).hasSizeGreaterThan(1);
        }
        assertThat(simulator.taken()).isOne();
    }

    @Test
    void shouldNotWaitForEver() {
        simulator.behave(ACCEPT_AND_HANG);

        assertOpen(send(message()));
    }

    private void assertOpen(SendResult result) {
        assertThat(result).isInstanceOf(isIdempotent() ? SendResult.Unclear.class : SendResult.Unknown.class);
    }

    @Test
    void shouldWaitForAsLongAsTheProviderAsksFor() {
        simulator.answer(429, Map.of("Retry-After", "7"), "{}");

        assertThat(send(message())).isInstanceOfSatisfying(SendResult.NotNow.class, notNow -> {
            assertThat(notNow.after()).isEqualTo(Duration.ofSeconds(7));
            assertThat(notNow.isAboutProvider()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 302})
    void shouldTryAgainWhereTheProviderTakesNothing(int status) {
        assumeThat(ownStatuses()).doesNotContain(status);
        simulator.answer(status, Map.of("Location", "http://127.0.0.1:1/"), "no");

        assertThat(send(message())).isInstanceOfSatisfying(SendResult.NotNow.class, notNow -> {
            assertThat(notNow.after()).isZero();
            assertThat(notNow.isAboutProvider()).isTrue();
        });
        assertThat(simulator.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void shouldTakeANoAsFinal(int status) {
        simulator.answer(status, Map.of(), "{\"message\": \"" + SECRET + " is not for +66812345678\"}");

        assertThat(send(message()))
                .isInstanceOfSatisfying(
                        SendResult.Rejected.class,
                        rejected -> assertThat(rejected.reason()).matches("[a-z]+(-[a-z0-9]+)+"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void shouldNotGuessWhatAnErrorOfTheProviderMeans(int status) {
        simulator.answer(status, Map.of(), "<html>");

        assertOpen(send(message()));
    }

    @Test
    void shouldTakeUnavailableForNotTakenWhereItIsSaidUntilWhenOrTheMessageIsKnownAgain() {
        simulator.answer(503, Map.of("Retry-After", "30"), "");
        assertThat(send(message())).isInstanceOf(SendResult.NotNow.class);

        simulator.answer(503, Map.of(), "upstream connect error or disconnect/reset before headers");
        assertThat(send(message())).isInstanceOf(isIdempotent() ? SendResult.NotNow.class : SendResult.Unknown.class);
    }

    @Test
    void shouldNotStoreAnythingForAnId() {
        simulator.accepting(request -> new ProviderSimulator.Told(
                200, Map.of(), "{\"sid\": \"a b\", \"sentMessages\": [{\"id\": \"" + "x".repeat(5_000) + "\"}]}"));

        assertThat(send(message())).isEqualTo(new SendResult.Accepted(null));
    }

    @Test
    void shouldTakeAYesForOneWhateverItsWords() {
        simulator.answer(200, Map.of(), "<html>yes".repeat(20_000));

        assertThat(send(message())).isEqualTo(new SendResult.Accepted(null));
    }

    @Test
    void shouldTryAgainWhereNobodyListens() {
        simulator.close();

        assertThat(send(message()))
                .isInstanceOfSatisfying(
                        SendResult.NotNow.class,
                        notNow -> assertThat(notNow.isAboutProvider()).isTrue());
    }
}
