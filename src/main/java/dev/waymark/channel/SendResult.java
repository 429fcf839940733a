package dev.waymark.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after a send. */
public sealed interface SendResult {

    /**
     * The provider has it.
     *
     * @param providerId what the provider calls it, by which it tells later what became of it; null where it does not
     */
    record Accepted(@Nullable String providerId) implements SendResult {

        public Accepted() {
            this(null);
        }
    }

    /**
     * It was certainly not taken, and may be tried again.
     *
     * @param after the pause the provider asks for, or zero
     * @param isAboutProvider whether the provider takes nothing now, and not this message only
     */
    record NotNow(String reason, Duration after, boolean isAboutProvider) implements SendResult {

        /** The provider is away or takes nothing. */
        public static NotNow away(String reason) {
            return new NotNow(reason, Duration.ZERO, true);
        }

        /** Others may get theirs. */
        public static NotNow thisOne(String reason) {
            return new NotNow(reason, Duration.ZERO, false);
        }
    }

    /** It may have been taken, and the provider knows it again: the same message is to be sent again. */
    record Unclear(String reason) implements SendResult {}

    /** The provider refused it for good. */
    record Rejected(String reason) implements SendResult {}

    /** It may have been taken or not; nobody can say. */
    record Unknown(String reason) implements SendResult {}
}
