package dev.waymark.message;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When a message is tried again that a provider has not taken, and for how long. Immutable. */
@ApplicationScoped
class Retries {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 9;

    /** Of the pause a provider asks for: nobody is to come early, and not all at one moment. */
    private static final int ASKED_SPREAD_PERCENT = 10;

    private static final int OUR_SPREAD_PERCENT = 50;

    private final SendSettings settings;
    private final Clock clock;

    Retries(SendSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it was tried for long enough since then. */
    boolean isOver(@Nullable Instant since) {
        return since != null && !clock.instant().isBefore(since.plus(settings.triedFor()));
    }

    /**
     * Twice as long each time, up to 43 minutes, or as long as the provider asks for if that is longer; a little longer for each message by
     * its own measure.
     *
     * @param tries so far, at least 1
     * @param asked by the provider, or zero
     */
    Duration pause(UUID message, int tries, Duration asked) {
        var share = Math.floorMod(message.hashCode(), 100);
        var ours =
                spread(FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS)), OUR_SPREAD_PERCENT * share);
        var theirs = spread(asked, ASKED_SPREAD_PERCENT * share);
        return theirs.compareTo(ours) > 0 ? theirs : ours;
    }

    private static Duration spread(Duration pause, int tenThousandths) {
        return pause.plus(pause.multipliedBy(tenThousandths).dividedBy(10_000));
    }
}
