package dev.waymark.device;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.support.Ids;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a device says of itself. Immutable; thread-safe. */
@Singleton
class DeviceCheck {

    static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,1000}");

    private static final int LONGEST_ENDPOINT = 1_500;
    private static final int PUBLIC_KEY = 65;
    private static final int UNCOMPRESSED = 4;
    private static final int SECRET = 16;

    private final PushServices services;
    private final Ids ids;

    DeviceCheck(PushServices services, Ids ids) {
        this.services = services;
        this.ids = ids;
    }

    Outcome<Device> read(@Nullable DeviceBody body) {
        if (body == null) {
            return Outcome.refused(
                    Rejection.of(INVALID, "no-body", "Expected a JSON object as body, but there is none."));
        }
        return DeviceKind.of(body.kind())
                .map(kind -> kind == DeviceKind.WEB ? browser(body) : app(body))
                .orElseGet(() -> invalid("/kind", "Expected kind to be web or app, but it is not."));
    }

    private Outcome<Device> browser(DeviceBody body) {
        var endpoint = body.endpoint() == null ? "" : body.endpoint();
        if (endpoint.length() > LONGEST_ENDPOINT || !services.admit(endpoint)) {
            return Outcome.refused(Rejection.at(
                    "/endpoint",
                    REFUSED,
                    "push-service-unknown",
                    "Expected endpoint to be an https address at a push service that is known, but it is not. Ask the"
                            + " operator to name the service in WAYMARK_PUSH_SERVICES."));
        }
        var keys = body.keys();
        if (keys == null || !isPublicKey(keys.p256dh()) || bytes(keys.auth()).length != SECRET) {
            return invalid(
                    "/keys",
                    "Expected keys as PushSubscription.toJSON() writes them, but they are not. Send what it answers.");
        }
        return body.token() != null
                ? invalid("/token", "Expected a token of an app only, but this is a browser. Leave it out.")
                : Outcome.done(new Device(
                        ids.next(),
                        DeviceKind.WEB,
                        endpoint,
                        new Device.Keys(plain(keys.p256dh()), plain(keys.auth()))));
    }

    private Outcome<Device> app(DeviceBody body) {
        if (body.token() == null || !TOKEN.matcher(body.token()).matches()) {
            return invalid(
                    "/token",
                    "Expected token to be the app's Firebase registration token, but it is not. Send it as it is.");
        }
        return body.endpoint() != null || body.keys() != null
                ? invalid("/endpoint", "Expected an endpoint of a browser only, but this is an app. Leave it out.")
                : Outcome.done(new Device(ids.next(), DeviceKind.APP, body.token(), null));
    }

    private static boolean isPublicKey(@Nullable String key) {
        var bytes = bytes(key);
        return bytes.length == PUBLIC_KEY && bytes[0] == UNCOMPRESSED;
    }

    private static byte[] bytes(@Nullable String base64) {
        try {
            return Base64.getUrlDecoder().decode(plain(base64));
        } catch (IllegalArgumentException other) {
            return new byte[0];
        }
    }

    /** Browsers leave the padding out; some libraries do not. */
    private static String plain(@Nullable String base64) {
        return base64 == null ? "" : base64.replaceAll("=+$", "");
    }

    private static Outcome<Device> invalid(String pointer, String sentence) {
        return Outcome.refused(Rejection.at(pointer, INVALID, "invalid-device", sentence));
    }
}
