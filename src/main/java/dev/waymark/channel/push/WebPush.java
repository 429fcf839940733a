package dev.waymark.channel.push;

import static java.util.Objects.requireNonNull;

import com.zerodeplibs.webpush.MessageEncryptionException;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.InvalidECPublicKeyException;
import com.zerodeplibs.webpush.key.MalformedUncompressedBytesException;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.Reply;
import dev.waymark.device.Device;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Posts to a browser's push service (RFC 8030): encrypted so that the service cannot read it (RFC 8291), signed so that it
 * knows us (RFC 8292). The topic lets a repeat take the place of what was not shown yet. Thread-safe.
 */
final class WebPush implements DeviceProvider {

    private static final String NAME = "web-push";

    /** The device is not there any more (RFC 8030, section 7.3; services also say 404). */
    private static final Set<Integer> GONE = Set.of(404, 410);

    /** RFC 8292 allows a day. */
    private static final Duration SIGNED_FOR = Duration.ofHours(12);

    /** What services have to take (RFC 8030, section 7.2), less what encryption adds: 86 bytes and 17. */
    private static final int MOST_BYTES = 4096 - 86 - 17;

    private final ProviderClient client;
    private final Supplier<PushKeys.Signing> keys;
    private final Predicate<String> services;
    private final Terms terms;
    private final Clock clock;

    /**
     * @param services whether anything may be posted to an address
     * @param clock of the machine, by which push services tell how old a signature is
     */
    WebPush(
            ProviderClient client,
            Supplier<PushKeys.Signing> keys,
            Predicate<String> services,
            Terms terms,
            Clock clock) {
        this.client = client;
        this.keys = keys;
        this.services = services;
        this.terms = terms;
        this.clock = clock;
    }

    /** Whom a service asks if something is wrong, and for how long it keeps a message. */
    record Terms(String subject, Duration keptFor) {}

    @Override
    public Told send(Device device, UUID message, PushText text) {
        if (!services.test(device.address())) {
            return Told.of(new SendResult.Rejected(NAME + "-service-unknown"));
        }
        var payload = payload(message, text);
        if (payload.length > MOST_BYTES) {
            return Told.of(new SendResult.Rejected(NAME + "-too-long"));
        }
        try {
            return told(post(URI.create(device.address()), message, encrypted(device, payload)));
        } catch (MessageEncryptionException | InvalidECPublicKeyException | MalformedUncompressedBytesException noKey) {
            return Told.gone(NAME + "-keys-unsound");
        }
    }

    /** Read by {@code push-worker.js}. */
    private static byte[] payload(UUID message, PushText text) {
        return Json.bytes(
                Map.of("id", message.toString(), "title", text.title(), "body", text.body(), "link", text.link()));
    }

    private static byte[] encrypted(Device device, byte[] payload) {
        var keys = requireNonNull(device.keys());
        return MessageEncryptions.of()
                .encrypt(UserAgentMessageEncryptionKeyInfo.of(keys.p256dh(), keys.auth()), PushMessage.of(payload))
                .toBytes();
    }

    private Reply post(URI endpoint, UUID message, byte[] body) {
        return client.post(
                endpoint,
                Map.of(
                        "Authorization",
                        authorization(endpoint),
                        "Content-Type",
                        "application/octet-stream",
                        "Content-Encoding",
                        "aes128gcm",
                        "TTL",
                        Long.toString(terms.keptFor().toSeconds()),
                        "Urgency",
                        "normal",
                        "Topic",
                        topic(message)),
                body);
    }

    private String authorization(URI endpoint) {
        return keys.get()
                .pair()
                .generateAuthorizationHeaderValue(VAPIDJWTParam.getBuilder()
                        .resourceURLString(endpoint.toString())
                        .expirationTime(clock.instant().plus(SIGNED_FOR))
                        .subject(terms.subject())
                        .build());
    }

    /** At most 32 characters of base64url (RFC 8030, section 5.4). */
    private static String topic(UUID message) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(message.getMostSignificantBits())
                .putLong(message.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A push service names a message by its address, which says nothing of use later. */
    private static Told told(Reply reply) {
        return reply instanceof Reply.Answer answer && GONE.contains(answer.status())
                ? Told.gone(NAME + "-gone")
                : Told.of(reply.verdict(NAME, false, body -> null));
    }
}
