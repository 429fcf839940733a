package dev.waymark.channel;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A mail in the local mailbox. */
@Entity
class MailboxMail {

    @Id
    UUID messageId;

    String channel;
    String recipient;
    String subject;
    String html;
    String text;
    String headers;
    Instant receivedAt;
}
