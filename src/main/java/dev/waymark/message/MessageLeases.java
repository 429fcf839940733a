package dev.waymark.message;

import dev.waymark.consent.SuppressedAddresses;
import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.StepJob;
import dev.waymark.support.DatabaseTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a send may happen at all, and that nobody else tries it meanwhile. Thread-safe; the lease is committed
 * before the provider is called, so that a death in between is seen by whoever comes next.
 */
@ApplicationScoped
class MessageLeases {

    /** Longer than a provider call may take. */
    private static final Duration LENGTH = Duration.ofSeconds(15);

    private final MessageTable table;
    private final EnrolmentClaim claim;
    private final SendGuard guard;
    private final DatabaseTime databaseTime;
    private final Clock clock;

    MessageLeases(MessageTable table, EnrolmentClaim claim, SendGuard guard, DatabaseTime databaseTime, Clock clock) {
        this.table = table;
        this.claim = claim;
        this.guard = guard;
        this.databaseTime = databaseTime;
        this.clock = clock;
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
        var message = table.locked(job);
        if (message.status.isTerminal()) {
            return new Permit.Nothing();
        }
        if (message.status == MessageStatus.SENDING) {
            var left = Duration.between(databaseTime.now(), message.leasedUntil);
            if (left.isPositive()) {
                return new Permit.Later(left.plusMillis(100));
            }
            if (!active || !isRemembered(message, remembered)) {
                table.settle(message, MessageStatus.UNKNOWN, MessageTable.INTERRUPTED);
                return new Permit.Nothing();
            }
        } else if (!active) {
            table.settle(message, MessageStatus.SKIPPED, MessageLedger.ENDED);
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

    private Permit refuse(Message message, SendGuard.Objection objection) {
        return switch (objection) {
            case SendGuard.Objection.Never(var reason) -> {
                table.giveUp(message, reason);
                yield new Permit.Nothing();
            }
            case SendGuard.Objection.NotBefore(var moment) -> {
                waitsForOther(message);
                message.heldUntil = moment;
                yield new Permit.Held(Duration.between(clock.instant(), moment));
            }
        };
    }

    private Permit lease(Message message, Writing writing) {
        if (writing.code() != null && !table.holdsCode(message, writing.code())) {
            // it went back to its pool after the text was written: that is to be written anew
            return new Permit.Later(Duration.ofMillis(100));
        }
        // asked before anything is changed: the row is written once then
        var leasedUntil = databaseTime.now().plus(LENGTH);
        if (message.status == MessageStatus.SENDING) {
            table.markOpen(message, MessageTable.INTERRUPTED);
        } else {
            table.become(message, MessageStatus.SENDING);
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
}
