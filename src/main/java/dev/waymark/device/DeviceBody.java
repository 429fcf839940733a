package dev.waymark.device;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A device as it says of itself: a browser as {@code PushSubscription.toJSON()} does, an app by its token. */
public record DeviceBody(
        @Schema(description = "web or app") @Nullable String kind,

        @Schema(description = "Of a browser: where its push service takes messages for it") @Nullable
        String endpoint,

        @Schema(description = "Of a browser; not kept") @Nullable
        Double expirationTime,

        @Nullable Keys keys,

        @Schema(description = "Of an app: its Firebase registration token") @Nullable
        String token) {

    /** Both in base64url. */
    public record Keys(@Nullable String p256dh, @Nullable String auth) {}
}
