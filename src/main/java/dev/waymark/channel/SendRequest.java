package dev.waymark.channel;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message, rendered and addressed.
 *
 * @param messageId the same for every attempt
 */
public record SendRequest(UUID messageId, String address, Content content, WayBack wayBack) {

    /** A message of which nothing is to be heard again. */
    public SendRequest(UUID messageId, String address, Content content) {
        this(messageId, address, content, WayBack.NONE);
    }

    /**
     * What is sent.
     *
     * @param approved where the provider takes nothing but words that it has approved: which ones; else null
     */
    public record Content(
            String subject,
            String html,
            String text,
            @Nullable Approved approved) {

        public Content(String subject, String html, String text) {
            this(subject, html, text, null);
        }
    }

    /**
     * Words that a provider has approved under a name.
     *
     * @param values what fills their places, in this order
     */
    public record Approved(String name, String language, List<String> values) {

        public Approved {
            values = List.copyOf(values);
        }
    }

    /**
     * How it is told what became of the message.
     *
     * @param statusUrl that the provider is to call; null where it is not to
     * @param returnPath address that mail comes back to which cannot be delivered; null for the sender's
     * @param headers of an e-mail besides the usual
     */
    public record WayBack(
            @Nullable String statusUrl, @Nullable String returnPath, Map<String, String> headers) {

        public static final WayBack NONE = new WayBack(null, null, Map.of());
    }
}
