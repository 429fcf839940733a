package dev.waymark.device;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what a device is reached: a browser by its push service, an app by its token. */
public enum DeviceKind {
    WEB,
    APP;

    /** As in the API and in tables. */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DeviceKind> of(@Nullable String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
