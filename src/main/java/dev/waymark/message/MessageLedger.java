package dev.waymark.message;

import dev.waymark.channel.SendResult;
import dev.waymark.consent.SuppressedAddresses;
import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepJob;
import dev.waymark.offer.Codes;
import dev.waymark.profile.ProfileId;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of what was intended, handed over and answered; it decides whether a send may happen at all.
 *
 * <p>Thread-safe. Each method is a transaction of its own: the lease is committed before the provider is called,
 * the answer after, so that a death in between is seen by whoever comes next.
 */
@ApplicationScoped
public class MessageLedger implements PanacheRepositoryBase<Message, UUID> {

    /** Longer than a provider call may take. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final String INTERRUPTED = "interrupted";

    private final EnrolmentClaim claim;
    private final SendGuard guard;
    private final Codes codes;
    private final Event<MessageSettled> settled;
    private final Clock clock;
    private final Retries retries;

    MessageLedger(EnrolmentClaim claim, SendGuard guard, Codes codes, Event<MessageSettled> settled, Retries retries) {
        this.claim = claim;
        this.guard = guard;
        this.codes = codes;
        this.settled = settled;
        this.retries = retries;
        this.clock = retries.clock();
    }

    /** What a step may do about its message now. */
    sealed interface Permit {
        /** Call the provider: the lease is ours. */
        record Send(UUID message) implements Permit {}

        /** Nothing to do: it has ended, now or before. */
        record Nothing() implements Permit {}

        /** Somebody else has the lease; ask again after it ran out. */
        record Later(Duration after) implements Permit {}

        /** The person is not to be disturbed now. */
        record Held(Duration length) implements Permit {}

        /** The journey has been paused since the step began. */
        record Paused(Duration length) implements Permit {}
    }

    /** How a message was written: recorded with the lease, for the trace. */
    record Writing(
            String templateVersion, String locale, @Nullable String code, String address, List<String> links) {}

    /**
     * The message of a pass.
     *
     * @param channel key of the one that was chosen first, which it keeps
     * @param isSettled whether it has reached its end
     */
    record Intended(UUID message, String channel, boolean isSettled) {}

    /** Makes sure the message of this pass exists. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Intended intend(UUID fresh, StepJob job, String template, String channel, SendTerms terms) {
        var made = getSession()
                .createNativeQuery("""
                        insert into message (id, enrolment_id, profile_id, journey, journey_version, element_id, pass,
                                             template, channel, topic, priority, limited, status, created_at)
                        values (:id, :enrolment, :profile, :journey, :version, :element, :pass,
                                :template, :channel, :topic, :priority, :limited, 'PENDING', :at)
                        on conflict on constraint message_once do nothing
                        """)
                .setParameter("id", fresh)
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
                .setParameter("limited", guard.isLimited(terms))
                .setParameter("at", clock.instant())
                .executeUpdate();
        if (made == 1) {
            return new Intended(fresh, channel, false);
        }
        var message = ofPass(job).singleResult();
        return new Intended(message.id, message.channel, message.status.isTerminal());
    }

    /**
     * Decides under the locks of profile, enrolment and message whether the provider may be called: not for a journey that
     * was paused before this moment, even where the step began before it.
     *
     * @param writing what would be sent, recorded with the lease
     * @param remembered for how long the channel knows a message again after its first try; zero where it does not
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Permit lease(StepJob job, SendTerms terms, Writing writing, Duration remembered) {
        var person = guard.lock(job);
        var active = claim.holdActive(job.enrolment(), job.instance());
        var message = locked(job);
        if (message.status.isTerminal()) {
            return new Permit.Nothing();
        }
        if (message.status == MessageStatus.SENDING) {
            var left = Duration.between(databaseTime(), message.leasedUntil);
            if (left.isPositive()) {
                return new Permit.Later(left.plusMillis(100));
            }
            if (!active || !isRemembered(message, remembered)) {
                settle(message, MessageStatus.UNKNOWN, INTERRUPTED);
                return new Permit.Nothing();
            }
        } else if (!active) {
            settle(message, MessageStatus.SKIPPED, "ended-or-goal-reached");
            return new Permit.Nothing();
        }
        var objection = guard.object(
                message, person, terms, new SendGuard.Occasion(job.claimed().causedAt(), writing.address()));
        if (objection.isPresent()) {
            return refuse(message, objection.get());
        }
        var paused = claim.heldFor(job.enrolment());
        if (paused.isPositive()) {
            waitsForOther(message);
            return new Permit.Paused(paused);
        }
        return lease(message, writing);
    }

    private boolean isRemembered(Message message, Duration remembered) {
        return message.triedAt != null && clock.instant().isBefore(message.triedAt.plus(remembered));
    }

    /** The time in which it waits for something else than its provider is not counted. */
    private static void waitsForOther(Message message) {
        if (message.status == MessageStatus.PENDING) {
            message.triedAt = null;
        }
    }

    private Permit lease(Message message, Writing writing) {
        if (writing.code() != null && !codes.isKept(writing.code(), new ProfileId(message.profileId))) {
            // it went back to its pool after the text was written: that is to be written anew
            return new Permit.Later(Duration.ofMillis(100));
        }
        // asked before anything is changed: the row is written once then
        var leasedUntil = databaseTime().plus(LEASE);
        if (message.status == MessageStatus.SENDING) {
            markOpen(message, INTERRUPTED);
        } else {
            become(message, MessageStatus.SENDING);
        }
        message.heldUntil = null;
        message.leasedUntil = leasedUntil;
        message.tries++;
        message.triedAt = message.triedAt == null ? clock.instant() : message.triedAt;
        message.templateVersion = writing.templateVersion();
        message.locale = writing.locale();
        message.code = writing.code();
        message.addressDigest = SuppressedAddresses.digest(message.channel, writing.address());
        message.links = writing.links().isEmpty() ? null : writing.links().toArray(String[]::new);
        return new Permit.Send(message.id);
    }

    private Permit refuse(Message message, SendGuard.Objection objection) {
        return switch (objection) {
            case SendGuard.Objection.Never(var reason) -> {
                end(message, reason);
                yield new Permit.Nothing();
            }
            case SendGuard.Objection.NotBefore(var moment) -> {
                waitsForOther(message);
                message.heldUntil = moment;
                yield new Permit.Held(Duration.between(clock.instant(), moment));
            }
        };
    }

    /**
     * The provider has answered, or will not. Answers how long to wait for another try, empty where there is nothing more
     * to do.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<Duration> answered(UUID id, SendResult result) {
        var message = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (message.status.isTerminal()) {
            cameLate(message, result);
            return Optional.empty();
        }
        switch (result) {
            case SendResult.NotNow notNow -> {
                return notTaken(message, notNow);
            }
            case SendResult.Unclear(var reason) -> {
                return unclear(message, reason, Duration.ZERO);
            }
            case SendResult.Accepted(var providerId) -> {
                keepProviderId(message, providerId);
                settle(message, MessageStatus.ACCEPTED, null);
                if (message.code != null) {
                    codes.confirm(message.code);
                }
            }
            case SendResult.Rejected(var reason) -> settle(message, MessageStatus.REJECTED, reason);
            case SendResult.Unknown(var reason) -> settle(message, MessageStatus.UNKNOWN, reason);
        }
        return Optional.empty();
    }

    /** Not of somebody who was erased while their message was on its way: WhatsApp's id holds the number. */
    private static void keepProviderId(Message message, @Nullable String providerId) {
        if (message.addressDigest != null) {
            message.providerId = providerId;
        }
    }

    /** It was settled meanwhile, by a receipt that was quicker than the answer or by the end of its enrolment. */
    private void cameLate(Message message, SendResult result) {
        if (result instanceof SendResult.Accepted(var providerId)) {
            keepProviderId(message, providerId);
            message.reason = message.status == MessageStatus.ACCEPTED ? null : message.reason;
            if (message.code != null) {
                codes.confirm(message.code);
            }
        }
    }

    private Optional<Duration> notTaken(Message message, SendResult.NotNow notNow) {
        if (message.reason != null) {
            // this try was not, but an earlier one may have been
            return unclear(message, message.reason, notNow.after());
        }
        if (retries.isOver(message.triedAt)) {
            settle(message, MessageStatus.REJECTED, notNow.reason());
            return Optional.empty();
        }
        become(message, MessageStatus.PENDING);
        message.leasedUntil = null;
        return Optional.of(retries.pause(message.id, message.tries, notNow.after()));
    }

    /** It stays with the provider, which may have it: only what knows it again may be asked again. */
    private Optional<Duration> unclear(Message message, String reason, Duration asked) {
        if (retries.isOver(message.triedAt)) {
            settle(message, MessageStatus.UNKNOWN, reason);
            return Optional.empty();
        }
        markOpen(message, reason);
        message.leasedUntil = databaseTime();
        return Optional.of(retries.pause(message.id, message.tries, asked));
    }

    /** From now on nobody can say that it was not taken, whatever a later try is answered. */
    private static void markOpen(Message message, String reason) {
        message.reason = message.reason == null ? reason : message.reason;
    }

    /**
     * The provider takes nothing, so that there is no turn; answers whether the message is given up, because it has been
     * so for as long as messages are tried.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean isGivenUp(StepJob job) {
        var message = locked(job);
        if (message.triedAt == null) {
            message.triedAt = clock.instant();
        } else if (retries.isOver(message.triedAt)) {
            end(message, "provider-away");
        }
        return message.status.isTerminal();
    }

    /** The enrolment has ended: what waits is not sent, and of what was interrupted nobody asks any more. */
    @Transactional(Transactional.TxType.MANDATORY)
    void endOf(EnrolmentId enrolment) {
        find("enrolmentId = ?1 and status in ?2 order by id", enrolment.value(), MessageStatus.open())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .stream()
                .filter(message ->
                        message.leasedUntil == null || !databaseTime().isBefore(message.leasedUntil))
                .forEach(message -> end(message, "ended-or-goal-reached"));
    }

    /** It is not sent, or not again. */
    private void end(Message message, String reason) {
        if (message.status == MessageStatus.SENDING) {
            settle(message, MessageStatus.UNKNOWN, INTERRUPTED);
        } else {
            settle(message, MessageStatus.SKIPPED, reason);
        }
    }

    /** It is not to be sent, for a reason that will not change; one that was already handed over stays unknown. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void skip(StepJob job, String reason) {
        end(locked(job), reason);
    }

    /**
     * What is left of a message whose instance has ended: what was handed over is not sent again, what was not is skipped
     * here and intended anew by whoever goes on.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    StepHandler.Left leave(EnrolmentId enrolment, String elementId, long pass) {
        var found = find("enrolmentId = ?1 and elementId = ?2 and pass = ?3", enrolment.value(), elementId, pass)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
        return found.map(this::leave).orElse(StepHandler.Left.AGAIN);
    }

    private StepHandler.Left leave(Message message) {
        return switch (message.status) {
            case PENDING -> {
                settle(message, MessageStatus.SKIPPED, "moved-to-another-version");
                yield StepHandler.Left.AGAIN;
            }
            case SENDING -> {
                if (databaseTime().isBefore(message.leasedUntil)) {
                    yield StepHandler.Left.UNKNOWN;
                }
                settle(message, MessageStatus.UNKNOWN, INTERRUPTED);
                yield StepHandler.Left.NOTHING;
            }
            case ACCEPTED, REJECTED, SKIPPED, UNKNOWN -> StepHandler.Left.NOTHING;
        };
    }

    private Message locked(StepJob job) {
        return ofPass(job).withLock(LockModeType.PESSIMISTIC_WRITE).singleResult();
    }

    private PanacheQuery<Message> ofPass(StepJob job) {
        return find(
                "enrolmentId = ?1 and elementId = ?2 and pass = ?3",
                job.enrolment().value(),
                job.elementId(),
                job.pass());
    }

    private void settle(Message message, MessageStatus end, @Nullable String reason) {
        if (!message.status.mayBecome(end)) {
            return;
        }
        message.status = end;
        message.reason = reason;
        message.leasedUntil = null;
        message.settledAt = clock.instant();
        if (end == MessageStatus.SKIPPED || end == MessageStatus.REJECTED) {
            var back = codes.giveBack(new ProfileId(message.profileId), message.id);
            message.code = message.code != null && back.contains(message.code) ? null : message.code;
        }
        settled.fire(message.settled());
    }

    private static void become(Message message, MessageStatus next) {
        if (!message.status.mayBecome(next)) {
            throw new IllegalStateException("A message goes from " + message.status + " nowhere but by its table");
        }
        message.status = next;
    }

    private Instant databaseTime() {
        return retries.databaseTime();
    }
}
