package dev.waymark.message;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepJob;
import dev.waymark.offer.Codes;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Ids;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stored messages and what may become of one: every change of a status is here, with what follows from it for the
 * code in the message and for those who want to know of its end.
 *
 * <p>Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class MessageTable implements PanacheRepositoryBase<Message, UUID> {

    static final String INTERRUPTED = "interrupted";

    private final Codes codes;
    private final Event<MessageSettled> settled;
    private final Ids ids;
    private final Clock clock;

    MessageTable(Codes codes, Event<MessageSettled> settled, Ids ids, Clock clock) {
        this.codes = codes;
        this.settled = settled;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds the message of a pass; empty where it is there. */
    Optional<UUID> insert(StepJob job, String template, String channel, SendTerms terms, boolean limited) {
        var id = ids.next();
        var made = getSession()
                .createNativeQuery("""
                        insert into message (id, enrolment_id, profile_id, journey, journey_version, element_id, pass,
                                             template, channel, topic, priority, limited, status, created_at)
                        values (:id, :enrolment, :profile, :journey, :version, :element, :pass,
                                :template, :channel, :topic, :priority, :limited, 'PENDING', :at)
                        on conflict on constraint message_once do nothing
                        """)
                .setParameter("id", id)
                .setParameter("enrolment", job.enrolment().value())
                .setParameter("profile", job.claimed().profile())
                .setParameter("journey", job.claimed().journey())
                .setParameter("version", job.claimed().version())
                .setParameter("element", job.elementId())
                .setParameter("pass", job.pass())
                .setParameter("template", template)
                .setParameter("channel", channel)
                .setParameter("topic", terms.topic())
                .setParameter("priority", job.claimed().priority())
                .setParameter("limited", limited)
                .setParameter("at", clock.instant())
                .executeUpdate();
        return made == 1 ? Optional.of(id) : Optional.empty();
    }

    Message locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Message locked(StepJob job) {
        return ofPass(job).withLock(LockModeType.PESSIMISTIC_WRITE).singleResult();
    }

    Optional<Message> locked(EnrolmentId enrolment, String elementId, long pass) {
        return ofPass(enrolment, elementId, pass)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Of these enrolments, those of which something may still become. */
    List<Message> lockedOpen(Collection<UUID> enrolments) {
        return find("enrolmentId in ?1 and status in ?2 order by id", enrolments, MessageStatus.open())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** The message of a pass that is there. */
    Message of(StepJob job) {
        return ofPass(job).singleResult();
    }

    private PanacheQuery<Message> ofPass(StepJob job) {
        return ofPass(job.enrolment(), job.elementId(), job.pass());
    }

    private PanacheQuery<Message> ofPass(EnrolmentId enrolment, String elementId, long pass) {
        return find("enrolmentId = ?1 and elementId = ?2 and pass = ?3", enrolment.value(), elementId, pass);
    }

    /** It waits for its turn, or its provider is asked. */
    void become(Message message, MessageStatus next) {
        if (!message.status.mayBecome(next)) {
            throw new IllegalStateException("A message goes from " + message.status + " nowhere but by its table");
        }
        message.status = next;
    }

    /** From now on nobody can say that it was not taken, whatever a later try is answered. */
    void markOpen(Message message, String reason) {
        message.reason = message.reason == null ? reason : message.reason;
    }

    /** It has reached its end; nothing happens where it had reached one before. */
    void settle(Message message, MessageStatus end, @Nullable String reason) {
        if (!message.status.mayBecome(end)) {
            return;
        }
        message.settledAt = clock.instant();
        end(message, end, reason);
    }

    /** It is not sent, or not again. */
    void giveUp(Message message, String reason) {
        if (message.status == MessageStatus.SENDING) {
            settle(message, MessageStatus.UNKNOWN, INTERRUPTED);
        } else {
            settle(message, MessageStatus.SKIPPED, reason);
        }
    }

    /**
     * The provider has taken it, whatever became of its answer; nothing happens where its end is known otherwise. It
     * counts for the day on which it was handed over, not for the one on which somebody heard of it.
     */
    void prove(Message message, String reason) {
        if (!message.status.mayBeProven(message.tries)) {
            return;
        }
        message.settledAt = message.settledAt == null ? clock.instant() : message.settledAt;
        confirmCode(message);
        end(message, MessageStatus.ACCEPTED, reason);
    }

    private void end(Message message, MessageStatus end, @Nullable String reason) {
        message.status = end;
        message.reason = reason;
        message.leasedUntil = null;
        switch (end) {
            case SKIPPED, REJECTED -> giveCodeBack(message);
            case ACCEPTED, UNKNOWN -> {}
            case PENDING, SENDING -> throw new IllegalArgumentException(end + " is no end");
        }
        settled.fire(message.settled());
    }

    /**
     * Whether a code that is to be sent in it is still the person's; if so it cannot go back before this transaction has
     * ended.
     */
    boolean holdsCode(Message message, String code) {
        return codes.isKept(code, new ProfileId(message.profileId));
    }

    /** The code in it is with the person. */
    void confirmCode(Message message) {
        if (message.code != null) {
            codes.confirm(message.code);
        }
    }

    private void giveCodeBack(Message message) {
        var back = codes.giveBack(new ProfileId(message.profileId), message.id);
        message.code = message.code != null && back.contains(message.code) ? null : message.code;
    }
}
