package dev.waymark.message;

import dev.waymark.engine.StepJob;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms a step sends, as the diagram says.
 *
 * @param topic key of what the message is about
 * @param quietHours what happens while the person is not to be disturbed
 * @param tooLateAfter how long after what caused the entry it may be sent; null for as long as the journey runs
 */
record SendTerms(
        String topic, QuietHours quietHours, @Nullable Duration tooLateAfter) {

    /** What happens while the person is not to be disturbed. */
    enum QuietHours {
        HOLD,
        SKIP,
        IGNORE
    }

    static SendTerms of(StepJob job) {
        return new SendTerms(
                job.header("topic").orElse(""),
                job.header("quietHours")
                        .map(word -> QuietHours.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(QuietHours.HOLD),
                job.header("tooLateAfter").map(Duration::parse).orElse(null));
    }
}
