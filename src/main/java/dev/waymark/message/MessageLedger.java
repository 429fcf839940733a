package dev.waymark.message;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepJob;
import dev.waymark.support.DatabaseTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

/**
 * The record of what is to be sent: a message is there from the first pass of its step on, and what becomes of it when
 * nothing is sent is recorded too. Thread-safe.
 */
@ApplicationScoped
class MessageLedger {

    /** Why a message is skipped whose enrolment does not wait for it any more. */
    static final String ENDED = "ended-or-goal-reached";

    private final MessageTable table;
    private final SendGuard guard;
    private final Retries retries;
    private final DatabaseTime databaseTime;
    private final Clock clock;

    MessageLedger(MessageTable table, SendGuard guard, Retries retries, DatabaseTime databaseTime, Clock clock) {
        this.table = table;
        this.guard = guard;
        this.retries = retries;
        this.databaseTime = databaseTime;
        this.clock = clock;
    }

    /**
     * The message of a pass.
     *
     * @param channel key of the one that was chosen first, which it keeps
     * @param isSettled whether it has reached its end
     */
    record Intended(UUID message, String channel, boolean isSettled) {}

    /** Makes sure the message of this pass exists. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Intended intend(StepJob job, String template, String channel, SendTerms terms) {
        var made = table.insert(job, template, channel, terms, guard.isLimited(terms));
        if (made.isPresent()) {
            return new Intended(made.get(), channel, false);
        }
        var message = table.of(job);
        return new Intended(message.id, message.channel, message.status.isTerminal());
    }

    /** It is not to be sent, for a reason that will not change; one that was already handed over stays unknown. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void skip(StepJob job, String reason) {
        table.giveUp(table.locked(job), reason);
    }

    /**
     * The provider takes nothing, so that there is no turn; answers whether the message is given up, because it has been
     * so for as long as messages are tried.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean isGivenUp(StepJob job) {
        var message = table.locked(job);
        if (message.triedAt == null) {
            message.triedAt = clock.instant();
        } else if (retries.isOver(message.triedAt)) {
            table.giveUp(message, "provider-away");
        }
        return message.status.isTerminal();
    }

    /** The enrolments have ended: what waits is not sent, and of what was interrupted nobody asks any more. */
    @Transactional(Transactional.TxType.MANDATORY)
    void endOf(Collection<UUID> enrolments) {
        table.lockedOpen(enrolments).stream()
                .filter(message -> message.leasedUntil == null || isOver(message))
                .forEach(message -> table.giveUp(message, ENDED));
    }

    /**
     * What is left of a message whose instance has ended: what was handed over is not sent again, what was not is skipped
     * here and intended anew by whoever goes on.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    StepHandler.Left leave(EnrolmentId enrolment, String elementId, long pass) {
        return table.locked(enrolment, elementId, pass).map(this::leave).orElse(StepHandler.Left.AGAIN);
    }

    private StepHandler.Left leave(Message message) {
        return switch (message.status) {
            case PENDING -> {
                table.settle(message, MessageStatus.SKIPPED, "moved-to-another-version");
                yield StepHandler.Left.AGAIN;
            }
            case SENDING -> {
                if (!isOver(message)) {
                    yield StepHandler.Left.UNKNOWN;
                }
                table.settle(message, MessageStatus.UNKNOWN, MessageTable.INTERRUPTED);
                yield StepHandler.Left.NOTHING;
            }
            case ACCEPTED, REJECTED, SKIPPED, UNKNOWN -> StepHandler.Left.NOTHING;
        };
    }

    private boolean isOver(Message message) {
        return !databaseTime.now().isBefore(message.leasedUntil);
    }
}
