package dev.waymark.metrics;

import dev.waymark.event.EventsTaken;
import dev.waymark.message.MessageSettled;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what comes in and what goes out. Thread-safe; a count is kept for committed work only. */
@ApplicationScoped
class Traffic {

    /** More than have a write key; an import may be given any name. */
    private static final int MOST_SOURCES = 50;

    private final MeterRegistry registry;
    private final Set<String> sources = ConcurrentHashMap.newKeySet();

    Traffic(MeterRegistry registry) {
        this.registry = registry;
    }

    void on(@Observes EventsTaken taken) {
        var source = label(taken.source());
        count(source, "stored", taken.stored());
        count(source, "repeated", taken.repeated());
    }

    private void count(String source, String outcome, int events) {
        if (events > 0) {
            registry.counter("waymark.events", "source", source, "outcome", outcome)
                    .increment(events);
        }
    }

    private String label(String source) {
        if (sources.contains(source) || sources.size() < MOST_SOURCES && sources.add(source)) {
            return source;
        }
        return "others";
    }

    void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageSettled message) {
        var status = message.status().name().toLowerCase(Locale.ROOT);
        registry.counter("waymark.messages", "channel", message.channel(), "status", status)
                .increment();
    }
}
