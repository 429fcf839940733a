package dev.waymark.channel;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The local mailbox: where messages of every channel go while no provider is named for it, so that a newcomer sees
 * them. Takes a message id once. Thread-safe; a delivery is its own transaction.
 */
@ApplicationScoped
public class Mailbox implements PanacheRepositoryBase<MailboxMail, UUID> {

    /** It never forgets a message. */
    public static final Duration MEMORY = Duration.ofDays(36_500);

    private static final int NEWEST = 200;
    private static final int TITLE = 80;

    private final Clock clock;

    Mailbox(Clock clock) {
        this.clock = clock;
    }

    /**
     * A message without its bodies.
     *
     * @param title its subject, or how its text begins where the channel has no subjects
     */
    public record MailHead(UUID id, String channel, String recipient, String title, Instant receivedAt) {}

    /**
     * A whole mail.
     *
     * @param headers besides the usual, one on each line
     */
    public record MailView(MailHead head, String html, String text, String headers) {}

    @Transactional
    public SendResult deliver(String channel, SendRequest request) {
        if (isForgotten(request)) {
            return new SendResult.Rejected("erased");
        }
        getSession()
                .createNativeQuery("""
                        insert into mailbox_mail (message_id, channel, recipient, subject, html, text, headers,
                                                  received_at)
                        values (:id, :channel, :recipient, :subject, :html, :text, :headers, :at)
                        on conflict (message_id) do nothing
                        """)
                .setParameter("id", request.messageId())
                .setParameter("channel", channel)
                .setParameter("recipient", request.address())
                .setParameter("subject", request.content().subject())
                .setParameter("html", request.content().html())
                .setParameter("text", request.content().text())
                .setParameter("headers", lines(request.wayBack().headers()))
                .setParameter("at", clock.instant())
                .executeUpdate();
        return new SendResult.Accepted();
    }

    private static String lines(Map<String, String> headers) {
        return new TreeMap<>(headers)
                .entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n"));
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
        return findByIdOptional(id).map(mail -> new MailView(head(mail), mail.html, mail.text, mail.headers));
    }

    private static MailHead head(MailboxMail mail) {
        return new MailHead(mail.messageId, mail.channel, mail.recipient, title(mail), mail.receivedAt);
    }

    private static String title(MailboxMail mail) {
        if (!mail.subject.isBlank()) {
            return mail.subject;
        }
        var text = mail.text.strip();
        return text.length() <= TITLE ? text : text.substring(0, TITLE) + "…";
    }
}
