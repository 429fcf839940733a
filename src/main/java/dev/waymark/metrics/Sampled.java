package dev.waymark.metrics;

import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Something that the database is asked for at a scrape, and not again for some seconds, however many scrape; null where it
 * could not be asked. Thread-safe.
 */
final class Sampled<T> {

    private static final Logger LOG = Logger.getLogger(Sampled.class);
    private static final long KEPT_FOR = Duration.ofSeconds(5).toNanos();

    private final Supplier<T> question;
    private @Nullable T answer;
    private boolean asked;
    private long askedAt;

    Sampled(Supplier<T> question) {
        this.question = question;
    }

    synchronized @Nullable T value() {
        if (!asked || System.nanoTime() - askedAt >= KEPT_FOR) {
            answer = ask();
            asked = true;
            askedAt = System.nanoTime();
        }
        return answer;
    }

    private @Nullable T ask() {
        try {
            return question.get();
        } catch (RuntimeException unanswered) {
            LOG.debug("gauge could not be read", unanswered);
            return null;
        }
    }
}
