package dev.waymark.channel.email;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/**
 * Connections that rest between two mails: to make one, to encrypt it and to sign in costs more than a mail. The one used
 * last is taken first, so that after a wave the others are let go. Thread-safe.
 */
final class SmtpConnections implements AutoCloseable {

    /** Servers hang up after some minutes, those in distress after ten seconds (Postfix). */
    private static final Duration REST = Duration.ofSeconds(8);

    /** Then another one is made, perhaps to another server behind the same name. */
    private static final int MOST_MAILS = 100;

    private final ConcurrentLinkedDeque<Resting> resting = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** @param end completed when the connection is taken; by itself when it has rested too long */
    private record Resting(SmtpConnection connection, CompletableFuture<Void> end) {}

    /** One that rests; it may have been closed by the server meanwhile. */
    Optional<SmtpConnection> take() {
        for (var next = resting.pollFirst(); next != null; next = resting.pollFirst()) {
            if (next.end().complete(null)) {
                return Optional.of(next.connection());
            }
        }
        return Optional.empty();
    }

    /** Lets it rest after a mail that was taken. */
    void keep(SmtpConnection connection) {
        if (connection.wasLate()) {
            connection.cut();
            return;
        }
        if (closed || connection.sent() >= MOST_MAILS) {
            connection.quit();
            return;
        }
        var rests = new Resting(
                connection, new CompletableFuture<Void>().orTimeout(REST.toMillis(), TimeUnit.MILLISECONDS));
        resting.addFirst(rests);
        rests.end().exceptionallyAsync(rested -> end(rests), Thread::startVirtualThread);
    }

    private Void end(Resting rests) {
        resting.remove(rests);
        rests.connection().quit();
        return null;
    }

    @Override
    public void close() {
        closed = true;
        for (var next = take(); next.isPresent(); next = take()) {
            next.get().quit();
        }
    }
}
