package dev.waymark.consent;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consent, or its withdrawal, as somebody asks to record it; {@link ConsentCheck} says whether it is sound.
 *
 * @param id chosen by the client, so that a request can be repeated; made here if absent
 * @param topic what for: a free key in kebab-case
 * @param channel key of a {@link ConsentChannel}
 * @param given true to allow, false to take back
 * @param wording version of the text the person saw
 * @param language of that text, BCP 47
 * @param method how the person said it, such as form, double-opt-in, import, call, api
 * @param at when the person said it; now if absent
 * @param evidence what could show it later, such as the address of the machine or the id of the form
 */
record ConsentRequest(
        @Nullable UUID id,
        @Nullable String topic,
        @Nullable String channel,
        @Nullable Boolean given,
        @Nullable String wording,
        @Nullable String language,
        @Nullable String method,
        @Nullable OffsetDateTime at,
        @Nullable Map<String, String> evidence) {

    ConsentRequest {
        evidence = evidence == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(evidence));
    }
}
