package dev.waymark.metrics;

import dev.waymark.channel.Channels;
import dev.waymark.engine.ExporterAge;
import dev.waymark.engine.Outbox;
import dev.waymark.incident.Incidents;
import dev.waymark.message.FailingChannels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** What stands how at the moment of a scrape. Thread-safe; the database is asked by {@link Sampled} only. */
@ApplicationScoped
class Gauges {

    private final Sampled<Long> outbox;
    private final Sampled<Long> incidents;
    private final Sampled<ExporterAge.Age> exporter;
    private final Channels channels;
    private final FailingChannels failing;

    Gauges(Outbox outbox, Incidents incidents, ExporterAge exporter, Channels channels, FailingChannels failing) {
        this.outbox = new Sampled<>(outbox::size);
        this.incidents = new Sampled<>(incidents::count);
        this.exporter = new Sampled<>(exporter::now);
        this.channels = channels;
        this.failing = failing;
    }

    void bind(@Observes StartupEvent start, MeterRegistry registry) {
        gauge(registry, "waymark.outbox.commands", outbox::value);
        gauge(registry, "waymark.incidents", incidents::value);
        gauge(registry, "waymark.exporter.newest.record.age.seconds", () -> seconds(ExporterAge.Age::newest));
        gauge(registry, "waymark.exporter.unread.end.age.seconds", () -> seconds(ExporterAge.Age::unread));
        for (var channel : channels.keys()) {
            Gauge.builder("waymark.provider.failing", () -> failing.isFailing(channel) ? 1 : 0)
                    .tag("channel", channel)
                    .register(registry);
        }
    }

    /** Not a number where the database could not be asked. */
    private static void gauge(MeterRegistry registry, String name, Supplier<? extends Number> value) {
        Gauge.builder(name, () -> {
                    var now = value.get();
                    return now == null ? Double.NaN : now;
                })
                .register(registry);
    }

    private Double seconds(Function<ExporterAge.Age, Duration> part) {
        var age = exporter.value();
        return age == null ? Double.NaN : part.apply(age).toMillis() / 1000.0;
    }
}
