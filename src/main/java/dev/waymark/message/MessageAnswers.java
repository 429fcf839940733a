package dev.waymark.message;

import dev.waymark.channel.SendResult;
import dev.waymark.support.DatabaseTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records what a provider has answered. Thread-safe. */
@ApplicationScoped
class MessageAnswers {

    private final MessageTable table;
    private final Retries retries;
    private final DatabaseTime databaseTime;

    MessageAnswers(MessageTable table, Retries retries, DatabaseTime databaseTime) {
        this.table = table;
        this.retries = retries;
        this.databaseTime = databaseTime;
    }

    /**
     * The provider has answered, or will not. Answers how long to wait for another try, empty where there is nothing more
     * to do.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<Duration> answered(UUID id, SendResult result) {
        var message = table.locked(id);
        if (message.status.isTerminal()) {
            cameLate(message, result);
            return Optional.empty();
        }
        return switch (result) {
            case SendResult.NotNow notNow -> notTaken(message, notNow);
            case SendResult.Unclear(var reason) -> unclear(message, reason, Duration.ZERO);
            case SendResult.Accepted(var providerId) -> {
                keepProviderId(message, providerId);
                table.confirmCode(message);
                yield settled(message, MessageStatus.ACCEPTED, null);
            }
            case SendResult.Rejected(var reason) -> settled(message, MessageStatus.REJECTED, reason);
            case SendResult.Unknown(var reason) -> settled(message, MessageStatus.UNKNOWN, reason);
        };
    }

    private Optional<Duration> settled(Message message, MessageStatus end, @Nullable String reason) {
        table.settle(message, end, reason);
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
            table.confirmCode(message);
        }
    }

    private Optional<Duration> notTaken(Message message, SendResult.NotNow notNow) {
        if (message.reason != null) {
            // this try was not, but an earlier one may have been
            return unclear(message, message.reason, notNow.after());
        }
        if (retries.isOver(message.triedAt)) {
            return settled(message, MessageStatus.REJECTED, notNow.reason());
        }
        table.become(message, MessageStatus.PENDING);
        message.leasedUntil = null;
        return Optional.of(retries.pause(message.id, message.tries, notNow.after()));
    }

    /** It stays with the provider, which may have it: only what knows it again may be asked again. */
    private Optional<Duration> unclear(Message message, String reason, Duration asked) {
        if (retries.isOver(message.triedAt)) {
            return settled(message, MessageStatus.UNKNOWN, reason);
        }
        table.markOpen(message, reason);
        message.leasedUntil = databaseTime.now();
        return Optional.of(retries.pause(message.id, message.tries, asked));
    }
}
