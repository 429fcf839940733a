package dev.waymark.device;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser or an app that shows push messages to somebody.
 *
 * @param address a browser's endpoint at its push service, or an app's token
 * @param keys what is sent to a browser is encrypted by these; null of an app
 */
public record Device(
        UUID id, DeviceKind kind, String address, @Nullable Keys keys) {

    /**
     * A browser's own (RFC 8291, section 2), in base64url.
     *
     * @param p256dh its public key, 65 bytes
     * @param auth its secret, 16 bytes
     */
    public record Keys(String p256dh, String auth) {}
}
