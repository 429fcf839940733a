package dev.waymark.consent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A road to a person that consent is asked for; {@code ANY} covers all of them, so that one no is enough. */
public enum ConsentChannel {
    EMAIL,
    SMS,
    PUSH,
    WHATSAPP,
    LINE,
    MESSENGER,
    WEBHOOK,
    ADS,
    ONSITE,
    CALL,
    ANY;

    /** All keys, for sentences. */
    public static final String KEYS =
            Arrays.stream(values()).map(ConsentChannel::key).collect(Collectors.joining(", "));

    /** As in the API, in tables and in journeys. */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The channel by its key. */
    public static Optional<ConsentChannel> of(@Nullable String key) {
        return Arrays.stream(values())
                .filter(channel -> channel.key().equals(key))
                .findFirst();
    }
}
