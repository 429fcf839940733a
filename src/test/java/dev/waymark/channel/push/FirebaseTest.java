package dev.waymark.channel.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderContract;
import dev.waymark.channel.http.ProviderSimulator;
import dev.waymark.device.Device;
import dev.waymark.device.DeviceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP v1 and its access tokens, against two simulators that keep a ledger. */
@DisplayName("Firebase")
class FirebaseTest extends ProviderContract {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    Path folder;

    private final AtomicInteger tokens = new AtomicInteger();
    private final KeyPair keys = pair();
    private final Later clock = new Later();
    private ProviderSimulator google;
    private Firebase firebase;

    /** A clock that a test moves. */
    private static final class Later extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Override
    protected Function<SendRequest, SendResult> provider(ProviderClient client, URI url) {
        try {
            google = new ProviderSimulator()
                    .accepting(request -> new ProviderSimulator.Told(
                            200,
                            Map.of(),
                            "{\"access_token\": \"token-" + tokens.incrementAndGet()
                                    + "\", \"expires_in\": 3599, \"token_type\": \"Bearer\"}"));
            var account = FirebaseAccount.read(accountFile(google.url() + "/token"));
            firebase = new Firebase(
                    client, Firebase.url(url, account), new AccessTokens(account, client, clock), Duration.ofHours(24));
            return request -> told(request).result();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Path accountFile(String tokenAddress) throws IOException {
        var pem = "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----\\n";
        return Files.writeString(folder.resolve("account.json"), """
                {"type": "service_account", "project_id": "shop-1", "private_key_id": "1", "private_key": "%s",
                 "client_email": "push@shop-1.iam.gserviceaccount.com", "token_uri": "%s"}
                """.formatted(pem, tokenAddress));
    }

    private Told told(SendRequest request) {
        var device = new Device(UUID.randomUUID(), DeviceKind.APP, request.address(), null);
        return firebase.send(device, request.messageId(), PushText.of(request.content()));
    }

    @AfterEach
    void closeGoogle() {
        google.close();
    }

    @Override
    protected void script(ProviderSimulator simulator) {
        simulator.accepting(request -> new ProviderSimulator.Told(
                200, Map.of(), "{\"name\": \"projects/shop-1/messages/0:1500415314455276%31bd1c9631bd1c96\"}"));
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Override
    protected @Nullable String scriptedId() {
        return "projects/shop-1/messages/0:1500415314455276%31bd1c9631bd1c96";
    }

    @Override
    protected Set<Integer> ownStatuses() {
        return Set.of(401);
    }

    @Override
    protected SendRequest message() {
        return new SendRequest(
                UUID.randomUUID(),
                "fGz:APA91bH",
                new SendRequest.Content("Your basket", "", "สวัสดี \"Ada\"\n\nhttps://shop.example/cart"));
    }

    @Test
    void shouldSpeakHttpVersionOne() {
        // given
        var message = message();

        // when
        send(message);

        // then
        var asked = simulator.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/v1/projects/shop-1/messages:send");
        assertThat(asked.headers()).containsEntry("Authorization", "Bearer token-1");
        assertThat(Json.text(asked.body(), "/message/token")).isEqualTo("fGz:APA91bH");
        assertThat(Json.text(asked.body(), "/message/notification/title")).isEqualTo("Your basket");
        assertThat(Json.text(asked.body(), "/message/notification/body")).isEqualTo("สวัสดี \"Ada\"");
        assertThat(Json.text(asked.body(), "/message/data/link")).isEqualTo("https://shop.example/cart");
        assertThat(Json.text(asked.body(), "/message/android/ttl")).isEqualTo("86400s");
        for (var place : new String[] {
            "/message/android/notification/tag",
            "/message/apns/headers/apns-collapse-id",
            "/message/data/waymarkMessage"
        }) {
            assertThat(Json.text(asked.body(), place))
                    .isEqualTo(message.messageId().toString());
        }
    }

    @Test
    void shouldGetATokenByASignedWordAndKeepItUntilShortlyBeforeItExpires() throws Exception {
        // when
        send(message());
        send(message());

        // then
        assertThat(google.asked()).hasSize(1);
        var form = URLDecoder.decode(google.asked().getFirst().body(), UTF_8);
        assertThat(form).startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=");
        var word = form.substring(form.lastIndexOf('=') + 1).split("\\.");
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((word[0] + "." + word[1]).getBytes(US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(word[2]))).isTrue();
        var claims = new String(Base64.getUrlDecoder().decode(word[1]), UTF_8);
        assertThat(Json.text(claims, "/iss")).isEqualTo("push@shop-1.iam.gserviceaccount.com");
        assertThat(Json.text(claims, "/aud")).isEqualTo(google.url() + "/token");
        assertThat(Json.text(claims, "/scope")).isEqualTo("https://www.googleapis.com/auth/firebase.messaging");
        assertThat(Json.text(claims, "/exp")).isEqualTo(Long.toString(NOW.getEpochSecond() + 3_600));

        clock.now = NOW.plus(Duration.ofMinutes(54));
        send(message());
        assertThat(google.asked()).hasSize(1);
        clock.now = NOW.plus(Duration.ofMinutes(55));
        send(message());
        assertThat(google.asked()).hasSize(2);
        assertThat(simulator.asked().getLast().headers()).containsEntry("Authorization", "Bearer token-2");
    }

    @Test
    void shouldGetANewTokenOnceWhereThisOneIsNotTaken() {
        send(message());
        simulator.answer(401, Map.of(), "{\"error\": {\"code\": 401, \"status\": \"UNAUTHENTICATED\"}}");

        assertThat(told(message())).isEqualTo(Told.of(SendResult.NotNow.away("fcm-401")));

        assertThat(simulator.asked()).hasSize(3);
        assertThat(simulator.asked().getLast().headers()).containsEntry("Authorization", "Bearer token-2");
        assertThat(google.asked()).hasSize(2);
    }

    @Test
    void shouldNotAskForATokenForEachMessageWhileNoneIsToBeHad() {
        google.answer(503, Map.of(), "");

        told(message());
        told(message());

        assertThat(google.asked()).hasSize(1);
    }

    @Test
    void shouldTryAgainLaterWhereNoTokenIsToBeHad() {
        google.answer(400, Map.of(), "{\"error\": \"invalid_grant\"}");

        assertThat(told(message())).isEqualTo(Told.of(SendResult.NotNow.away("fcm-no-access-token")));
        assertThat(simulator.asked()).isEmpty();
    }

    @Test
    void shouldKnowThatADeviceIsGone() {
        simulator.answer(404, Map.of(), error(404, "UNREGISTERED"));

        assertThat(told(message())).isEqualTo(Told.gone("fcm-unregistered"));
    }

    @Test
    void shouldNotForgetDevicesBecauseOfAnotherProjectsAccount() {
        simulator.answer(403, Map.of(), error(403, "SENDER_ID_MISMATCH"));

        assertThat(told(message()).isGone()).isFalse();
    }

    @Test
    void shouldWaitWhereTheQuotaIsUsedUp() {
        simulator.answer(429, Map.of("Retry-After", "61"), error(429, "QUOTA_EXCEEDED"));
        assertThat(told(message()))
                .isEqualTo(Told.of(new SendResult.NotNow("fcm-quota-exceeded", Duration.ofSeconds(61), true)));

        simulator.answer(503, Map.of("Retry-After", "5"), error(503, "UNAVAILABLE"));
        assertThat(told(message()))
                .isEqualTo(Told.of(new SendResult.NotNow("fcm-unavailable", Duration.ofSeconds(5), true)));
    }

    @Test
    void shouldNotLetMessagesSufferForAWrongCertificateOfApple() {
        simulator.answer(401, Map.of(), error(401, "THIRD_PARTY_AUTH_ERROR"));

        assertThat(told(message())).isEqualTo(Told.of(SendResult.NotNow.away("fcm-third-party-auth-error")));
        assertThat(simulator.asked()).hasSize(1);
    }

    @Test
    void shouldSayByFirebasesWordWhyAMessageIsRefused() {
        simulator.answer(400, Map.of(), error(400, "INVALID_ARGUMENT"));

        assertThat(told(message())).isEqualTo(Told.of(new SendResult.Rejected("fcm-invalid-argument")));
    }

    @Test
    void shouldNotStartWithAFileThatIsNoAccount() throws IOException {
        var file = Files.writeString(
                folder.resolve("other.json"), "{\"project_id\": \"shop-1\", \"private_key\": \"s3cret\"}");

        assertThatThrownBy(() -> FirebaseAccount.read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waymark.push.firebase-account")
                .hasMessageNotContaining("s3cret");
    }

    private static String error(int status, String code) {
        return """
                {"error": {"code": %d, "message": "not for fGz:APA91bH", "status": "X", "details": [
                  {"@type": "type.googleapis.com/google.rpc.BadRequest"},
                  {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "%s"}]}}
                """.formatted(status, code);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
