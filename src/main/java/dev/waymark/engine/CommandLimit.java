package dev.waymark.engine;

/**
 * How many commands may be on their way to the engine: one more for each round of answers while it takes all of them,
 * a fifth fewer when it refuses one (additive increase, multiplicative decrease, as TCP finds its window). The engine
 * refuses before it breaks, so this settles where it works at its best, whatever else the machine does.
 *
 * <p>Not thread-safe: used by the one thread that sends.
 */
final class CommandLimit {

    private static final int LEAST = 4;
    private static final int FIRST = 32;
    private static final int MOST = 256;
    private static final double CUT = 0.8;

    private double limit = FIRST;

    /** Answers still to come to commands that were sent before the last cut: they say nothing new. */
    private int old;

    /** How many more may be sent. */
    int room(int inFlight) {
        return Math.max(0, now() - inFlight);
    }

    int now() {
        return (int) limit;
    }

    /** @param inFlight commands on their way when this answer came, itself among them */
    void answered(boolean taken, int inFlight) {
        if (old > 0) {
            old--;
        } else if (!taken) {
            limit = Math.max(LEAST, limit * CUT);
            old = inFlight - 1;
        } else if (inFlight >= now() / 2) {
            // one that is not used says nothing about how much more could be
            limit = Math.min(MOST, limit + 1 / limit);
        }
    }
}
