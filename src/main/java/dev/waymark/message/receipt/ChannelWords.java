package dev.waymark.message.receipt;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** How channels are written in the names of events. */
final class ChannelWords {

    private static final Map<String, String> OWN_SPELLING =
            Map.of("sms", "SMS", "line", "LINE", "whatsapp", "WhatsApp");

    private ChannelWords() {}

    /** {@code email} as Email, {@code web-push} as Web Push. */
    static String of(String channel) {
        return Arrays.stream(channel.split("-"))
                .map(word -> OWN_SPELLING.getOrDefault(word, Character.toUpperCase(word.charAt(0)) + word.substring(1)))
                .collect(Collectors.joining(" "));
    }
}
