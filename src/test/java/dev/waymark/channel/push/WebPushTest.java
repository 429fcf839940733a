package dev.waymark.channel.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderContract;
import dev.waymark.channel.http.ProviderSimulator;
import dev.waymark.device.Device;
import dev.waymark.device.DeviceKind;
import java.net.URI;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a push service that keeps a ledger, and read by a browser's end of its own. */
@DisplayName("A push service of browsers")
class WebPushTest extends ProviderContract {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final Browser browser = new Browser();
    private final PushKeys.Signing keys = PushKeys.Signing.of(PushKeyPair.made());
    private @Nullable WebPush push;
    private @Nullable URI service;

    @Override
    protected Function<SendRequest, SendResult> provider(ProviderClient client, URI url) {
        service = url;
        push = new WebPush(
                client,
                () -> keys,
                endpoint -> endpoint.startsWith(url.toString()),
                new WebPush.Terms("mailto:push@shop.example", Duration.ofHours(24)),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return request -> told(request).result();
    }

    private Told told(SendRequest request) {
        return told(request, service + request.address());
    }

    private Told told(SendRequest request, String endpoint) {
        var device = new Device(
                UUID.randomUUID(), DeviceKind.WEB, endpoint, new Device.Keys(browser.p256dh(), browser.auth()));
        return push.send(device, request.messageId(), PushText.of(request.content()));
    }

    @Override
    protected void script(ProviderSimulator simulator) {
        simulator.accepting(request ->
                new ProviderSimulator.Told(201, Map.of("Location", "https://push.example/m/qDIYHNcfAIPP_5ITvURr"), ""));
    }

    /** The topic replaces what was not shown yet: what was shown and taken away is shown again. */
    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Override
    protected @Nullable String scriptedId() {
        return null;
    }

    @Override
    protected Set<Integer> ownStatuses() {
        return Set.of(404);
    }

    @Override
    protected SendRequest message() {
        return new SendRequest(
                UUID.randomUUID(),
                "/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
                new SendRequest.Content(
                        "Your basket", "", "สวัสดี \"Ada\" <b>\nIt waits.\n\nhttps://shop.example/cart\n"));
    }

    @Test
    void shouldSayWhatOnlyThatBrowserCanRead() {
        // given
        var message = message();

        // when
        send(message);

        // then
        var asked = simulator.asked().getFirst();
        assertThat(asked.body()).doesNotContain("basket").doesNotContain("shop.example");
        var read = browser.read(asked.bytes());
        assertThat(Json.text(read, "/id")).isEqualTo(message.messageId().toString());
        assertThat(Json.text(read, "/title")).isEqualTo("Your basket");
        assertThat(Json.text(read, "/body")).isEqualTo("สวัสดี \"Ada\" <b>\nIt waits.");
        assertThat(Json.text(read, "/link")).isEqualTo("https://shop.example/cart");
    }

    @Test
    void shouldTellTheServiceWhoWeAreAndWhatItMayDo() throws Exception {
        // given
        var message = message();

        // when
        send(message);
        send(message);

        // then
        var asked = simulator.asked().getFirst();
        assertThat(asked.path()).isEqualTo(message.address());
        assertThat(asked.headers())
                .containsEntry("Content-Encoding", "aes128gcm")
                .containsEntry("TTL", "86400")
                .containsEntry("Urgency", "normal");
        var topic = asked.headers().get("Topic");
        assertThat(topic).matches("[A-Za-z0-9_-]{1,32}");
        assertThat(simulator.asked().getLast().headers().get("Topic")).isEqualTo(topic);

        var authorization = asked.headers().get("Authorization");
        assertThat(authorization).matches("vapid t=[\\w.-]+, ?k=[\\w-]+").endsWith("k=" + keys.publicKey());
        var token = authorization.replaceFirst("^vapid t=([^,]+),.*$", "$1").split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(token[1]), UTF_8);
        assertThat(Json.text(claims, "/aud")).isEqualTo(service.toString());
        assertThat(Json.text(claims, "/sub")).isEqualTo("mailto:push@shop.example");
        assertThat(Long.parseLong(Json.text(claims, "/exp")))
                .isEqualTo(NOW.plus(Duration.ofHours(12)).getEpochSecond());
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(Browser.publicKey(Base64.getUrlDecoder().decode(keys.publicKey())));
        signature.update((token[0] + "." + token[1]).getBytes(US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void shouldKnowThatADeviceIsGone(int status) {
        simulator.answer(status, Map.of(), "no such subscription");

        assertThat(told(message())).isEqualTo(Told.gone("web-push-gone"));
    }

    @Test
    void shouldNotCallADeviceGoneForAnythingElse() {
        simulator.answer(413, Map.of(), "too large");
        assertThat(told(message())).isEqualTo(Told.of(new SendResult.Rejected("web-push-413")));

        simulator.answer(429, Map.of("Retry-After", "3"), "");
        assertThat(told(message()).isGone()).isFalse();
    }

    @Test
    void shouldPostNowhereButToPushServices() {
        assertThat(told(message(), "http://127.0.0.1:1/push/a"))
                .isEqualTo(Told.of(new SendResult.Rejected("web-push-service-unknown")));
    }

    @Test
    void shouldNotSendWhatNoServiceTakes() {
        var long4096 = new SendRequest(
                UUID.randomUUID(), message().address(), new SendRequest.Content("Long", "", "ก".repeat(1_400)));

        assertThat(told(long4096)).isEqualTo(Told.of(new SendResult.Rejected("web-push-too-long")));
        assertThat(simulator.asked()).isEmpty();

        var fits = new SendRequest(
                UUID.randomUUID(), message().address(), new SendRequest.Content("Long", "", "ก".repeat(1_250)));
        send(fits);
        assertThat(simulator.asked().getFirst().bytes()).hasSizeLessThanOrEqualTo(4_096);
    }

    @Test
    void shouldTakeADeviceForGoneWhoseKeyIsNoPointOfTheCurve() {
        var point = new byte[65];
        point[0] = 4;
        var device = new Device(
                UUID.randomUUID(),
                DeviceKind.WEB,
                service + "/push/a",
                new Device.Keys(Base64.getUrlEncoder().withoutPadding().encodeToString(point), browser.auth()));

        assertThat(push.send(device, UUID.randomUUID(), new PushText("a", "b", "")))
                .isEqualTo(Told.gone("web-push-keys-unsound"));
    }
}
