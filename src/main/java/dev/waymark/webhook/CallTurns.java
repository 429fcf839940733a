package dev.waymark.webhook;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Whose turn it is to be called about: few calls at once, so that slow systems hold up their own callers and nobody
 * else's steps. Thread-safe; knows only the calls of this process.
 */
@Singleton
class CallTurns {

    /** Of the twelve threads on which all steps are done; the others are for steps that call nobody. */
    static final int MOST_AT_ONCE = 6;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Map<String, WebhookLine> lines = new ConcurrentHashMap<>();
    private final Clock clock;

    CallTurns(Clock clock) {
        this.clock = clock;
    }

    /** Makes the call if it is this person's turn; answers how long to wait for it where it is not. */
    Optional<Duration> take(String webhook, UUID person, Runnable call) {
        var line = line(webhook);
        if (!places.tryAcquire()) {
            return Optional.of(line.lineUp());
        }
        try {
            if (!line.enter(person)) {
                return Optional.of(line.lineUp());
            }
            try {
                call.run();
            } finally {
                line.leave(person);
            }
            return Optional.empty();
        } finally {
            places.release();
        }
    }

    /** Whether the webhook took none of the last calls. */
    boolean isFailing(String webhook) {
        return line(webhook).isFailing();
    }

    /** To be told of every call: how the webhook answers decides when the next ones come. */
    void heard(String webhook, UUID person, WebhookAnswer answer) {
        line(webhook).heard(person, !(answer instanceof WebhookAnswer.NotNow));
    }

    private WebhookLine line(String webhook) {
        return lines.computeIfAbsent(webhook, key -> new WebhookLine(key, clock));
    }
}
