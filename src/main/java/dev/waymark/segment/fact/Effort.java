package dev.waymark.segment.fact;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long an evaluation may go on: every question asks it first, so that none goes on for long after its time is up,
 * whoever asks.
 *
 * <p>Belongs to the thread in which the evaluation runs. The clock is looked at once in {@value #LOOK_EVERY} questions:
 * to look costs more than most answers.
 */
public final class Effort {

    private static final int LOOK_EVERY = 32;
    private static final ThreadLocal<Effort> CURRENT =
            ThreadLocal.withInitial(() -> new Effort(Long.MAX_VALUE, () -> 0));

    private final long bound;
    private final LongSupplier nanos;
    private final long since;
    private int left = LOOK_EVERY;
    private boolean spent;

    private Effort(long bound, LongSupplier nanos) {
        this.bound = bound;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** The time was up. */
    public static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Spent() {
            super("An evaluation took longer than it may", null, false, false);
        }
    }

    /**
     * Does the work, which is to ask facts.
     *
     * @throws Spent if it takes longer, also where somebody in between makes another exception of it or goes on without
     */
    public static <T> T within(Duration bound, LongSupplier nanos, Supplier<T> work) {
        var outer = CURRENT.get();
        var effort = new Effort(bound.toNanos(), nanos);
        CURRENT.set(effort);
        try {
            var result = work.get();
            effort.look();
            return result;
        } catch (RuntimeException | Error broken) {
            if (effort.spent) {
                throw new Spent();
            }
            throw broken;
        } finally {
            CURRENT.set(outer);
        }
    }

    /** That of the running evaluation; without end outside of one. */
    static Effort current() {
        return CURRENT.get();
    }

    /** Counts questions that no fact is asked. */
    public static void spendSome(int questions) {
        CURRENT.get().spend(questions);
    }

    void spend() {
        if (--left < 0) {
            look();
        }
    }

    /** For an answer that takes as long as that many. */
    void spend(int questions) {
        left -= questions;
        if (left < 0) {
            look();
        }
    }

    /** Once spent, spent at every question. */
    private void look() {
        spent = spent || nanos.getAsLong() - since > bound;
        if (spent) {
            left = 0;
            throw new Spent();
        }
        left = LOOK_EVERY;
    }
}
