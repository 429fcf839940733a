package dev.waymark.channel.email;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The local mailbox: where e-mail goes while no SMTP server is named, so that a newcomer sees it. Takes a message
 * id once. Thread-safe; a delivery is its own transaction.
 */
@ApplicationScoped
public class Mailbox implements PanacheRepositoryBase<MailboxMail, UUID> {

    private static final int NEWEST = 200;

    private final Clock clock;

    Mailbox(Clock clock) {
        this.clock = clock;
    }

    /** A mail without its bodies. */
    public record MailHead(UUID id, String recipient, String subject, Instant receivedAt) {}

    /** A whole mail. */
    public record MailView(MailHead head, String html, String text) {}

    @Transactional
    SendResult deliver(SendRequest request) {
        if (isForgotten(request)) {
            return new SendResult.Rejected("erased");
        }
        getSession()
                .createNativeQuery("""
                        insert into mailbox_mail (message_id, recipient, subject, html, text, received_at)
                        values (:id, :recipient, :subject, :html, :text, :at)
                        on conflict (message_id) do nothing
                        """)
                .setParameter("id", request.messageId())
                .setParameter("recipient", request.address())
                .setParameter("subject", request.content().subject())
                .setParameter("html", request.content().html())
                .setParameter("text", request.content().text())
                .setParameter("at", clock.instant())
                .executeUpdate();
        return new SendResult.Accepted();
    }

    /** Whether the person was erased while the message was on its way; holds off an erasure until we are done. */
    private boolean isForgotten(SendRequest request) {
        return getSession()
                .createNativeQuery(
                        "select p.erased_at is not null from message m join profile p on p.id = m.profile_id"
                                + " where m.id = :id for share of p",
                        Boolean.class)
                .setParameter("id", request.messageId())
                .getResultStream()
                .anyMatch(Boolean::booleanValue);
    }

    /** The newest mails first, at most 200. */
    @Transactional
    public List<MailHead> newest() {
        return findAll(Sort.descending("receivedAt", "messageId")).page(Page.ofSize(NEWEST)).stream()
                .map(Mailbox::head)
                .toList();
    }

    @Transactional
    public long size() {
        return count();
    }

    @Transactional
    public Optional<MailView> find(UUID id) {
        return findByIdOptional(id).map(mail -> new MailView(head(mail), mail.html, mail.text));
    }

    private static MailHead head(MailboxMail mail) {
        return new MailHead(mail.messageId, mail.recipient, mail.subject, mail.receivedAt);
    }
}
