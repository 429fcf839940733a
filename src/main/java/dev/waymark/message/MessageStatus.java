package dev.waymark.message;

import java.util.Map;
import java.util.Set;

/** The life of a message. Everything ends in a state that says what is known; nothing is silently lost. */
public enum MessageStatus {
    /** Intended; no provider has seen it, or it was certainly not taken. */
    PENDING,
    /** Handed to the provider under a lease; the answer is open. */
    SENDING,
    /** The provider has it. */
    ACCEPTED,
    /** The provider refused it for good. */
    REJECTED,
    /** Not sent, on purpose; the reason says why. */
    SKIPPED,
    /** Nobody can say whether the provider took it; not repeated, and ACCEPTED once a receipt proves it. */
    UNKNOWN;

    private static final Map<MessageStatus, Set<MessageStatus>> NEXT = Map.of(
            PENDING, Set.of(SENDING, SKIPPED),
            SENDING, Set.of(PENDING, ACCEPTED, REJECTED, UNKNOWN),
            ACCEPTED, Set.of(),
            REJECTED, Set.of(),
            SKIPPED, Set.of(),
            UNKNOWN, Set.of());

    /** Those of which something may still become. */
    static Set<MessageStatus> open() {
        return Set.of(PENDING, SENDING);
    }

    public boolean mayBecome(MessageStatus next) {
        return NEXT.get(this).contains(next);
    }

    /**
     * Whether a receipt may show that the provider took it after all: nobody could say, or the answer was lost.
     *
     * @param tries how often a provider was asked
     */
    boolean mayBeProven(int tries) {
        return switch (this) {
            case SENDING, UNKNOWN -> true;
            case PENDING -> tries > 0;
            case ACCEPTED, REJECTED, SKIPPED -> false;
        };
    }

    /** Whether nothing more will happen to the message. */
    public boolean isTerminal() {
        return NEXT.get(this).isEmpty();
    }
}
