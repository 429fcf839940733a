package dev.waymark.channel;

import java.util.UUID;

/**
 * One message, rendered and addressed.
 *
 * @param messageId the same for every attempt
 */
public record SendRequest(UUID messageId, String address, Content content) {

    /** What is sent. */
    public record Content(String subject, String html, String text) {}
}
