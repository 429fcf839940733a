package dev.waymark.consent;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one person allows at one moment, for whoever asks many questions about it. Immutable.
 *
 * @param byTopic by topic and key of the channel whether the record that decides gives consent
 */
public record Permissions(Map<String, Map<String, Boolean>> byTopic) {

    /** Of somebody who was never asked. */
    public static final Permissions NONE = new Permissions(Map.of());

    public Permissions {
        byTopic = byTopic.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, topic -> Map.copyOf(topic.getValue())));
    }

    /** Whether the latest record for this topic and channel, or for any channel, says yes. */
    public boolean isGiven(String topic, String channel) {
        return said(topic, channel).orElse(false);
    }

    /** Whether the latest record for this topic and channel, or for any channel, says no. */
    public boolean isWithdrawn(String topic, String channel) {
        return said(topic, channel).map(given -> !given).orElse(false);
    }

    // a record for one channel is already weighed against those for any
    private Optional<Boolean> said(String topic, String channel) {
        var byChannel = byTopic.getOrDefault(topic, Map.of());
        return Optional.ofNullable(byChannel.get(channel))
                .or(() -> Optional.ofNullable(byChannel.get(ConsentChannel.ANY.key())));
    }
}
