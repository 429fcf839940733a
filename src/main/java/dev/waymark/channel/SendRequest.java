package dev.waymark.channel;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message, rendered and addressed.
 *
 * @param messageId the same for every attempt
 */
public record SendRequest(UUID messageId, String address, Content content) {

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
}
