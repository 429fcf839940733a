package dev.waymark.insight;

import dev.waymark.message.MessageFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages of journeys, as pages ask every two seconds: an answer is given again for twenty times as
 * long as counting took, so that a journey with a million messages costs the database a twentieth of its time at most,
 * whoever looks, and a small one is always fresh. Thread-safe; reads only.
 */
@ApplicationScoped
public class MessageInsight {

    private static final int KEPT_FOR = 20;

    private final MessageFigures figures;
    private final Map<String, Kept> byJourney = new ConcurrentHashMap<>();

    MessageInsight(MessageFigures figures) {
        this.figures = figures;
    }

    /** Of a journey that is known to be one. */
    public JourneyMessages of(String journey) {
        return byJourney.computeIfAbsent(journey, key -> new Kept()).answer(journey);
    }

    /** Whoever comes while it is counted waits for the count. */
    private final class Kept {

        private final Lock counting = new ReentrantLock();
        private @Nullable JourneyMessages answer;
        private long countedAt;
        private long took;

        JourneyMessages answer(String journey) {
            counting.lock();
            try {
                var kept = answer;
                return kept != null && System.nanoTime() - countedAt < KEPT_FOR * took ? kept : count(journey);
            } finally {
                counting.unlock();
            }
        }

        private JourneyMessages count(String journey) {
            var begun = System.nanoTime();
            var fresh = JourneyMessages.of(journey, figures.of(journey));
            countedAt = System.nanoTime();
            took = countedAt - begun;
            answer = fresh;
            return fresh;
        }
    }
}
