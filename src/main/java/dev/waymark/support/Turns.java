package dev.waymark.support;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Whose turn it is to have another system called about them: few calls at once, so that slow systems hold up their own
 * callers and nobody else's steps. Thread-safe; knows only the calls of this process.
 */
public final class Turns {

    private final Semaphore places;
    private final Map<String, WaitingLine> lines = new ConcurrentHashMap<>();
    private final Function<String, Pace> paces;
    private final Clock clock;

    /**
     * @param places how many calls there may be at once to all systems
     * @param paces of each system by its key
     */
    public Turns(int places, Function<String, Pace> paces, Clock clock) {
        this.paces = paces;
        this.clock = clock;
        this.places = new Semaphore(places);
    }

    /**
     * How many calls there may be to one system.
     *
     * @param each at once
     * @param most at once while it answers within a quarter of a second, at least {@code each}
     * @param patience how long a place is waited for while it does
     * @param closest how far apart those who wait come back at least
     * @param farthest how far apart they come back at most
     * @param between two calls on the average; zero for as many as it takes
     */
    public record Pace(int each, int most, Duration patience, Duration closest, Duration farthest, Duration between) {

        /** For a system that is slow as a rule: nobody waits for a place with a thread in hand. */
        public static Pace slow(int each, Duration closest, Duration farthest) {
            return new Pace(each, each, Duration.ZERO, closest, farthest, Duration.ZERO);
        }
    }

    /** Makes the call if it is this person's turn; answers how long to wait for it where it is not. */
    public Optional<Duration> take(String system, UUID person, Runnable call) {
        var line = line(system);
        if (!line.enter(person)) {
            return Optional.of(line.lineUp());
        }
        try {
            return callIfPlace(call) ? Optional.empty() : Optional.of(line.lineUp());
        } finally {
            line.leave(person);
        }
    }

    /** Nobody waits with the place of their own system in hand. */
    private boolean callIfPlace(Runnable call) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            call.run();
            return true;
        } finally {
            places.release();
        }
    }

    /** Whether the system took none of the last calls. */
    public boolean isFailing(String system) {
        return line(system).isFailing();
    }

    /** To be told of every call: how the system answers decides when the next ones come. */
    public void heard(String system, UUID person, boolean answered) {
        line(system).heard(person, answered);
    }

    /** Nobody has a turn for this long, because the system asks for it. */
    public void leaveAlone(String system, Duration length) {
        line(system).leaveAlone(length);
    }

    private WaitingLine line(String system) {
        return lines.computeIfAbsent(system, key -> new WaitingLine(key, paces.apply(key), clock));
    }
}
