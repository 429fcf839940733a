package dev.waymark.metrics;

import dev.waymark.channel.Channel;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Measures how long providers take to answer. Thread-safe. */
@Decorator
@Priority(1)
abstract class TimedChannel implements Channel {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final Channel channel;
    private final MeterRegistry registry;

    @Inject
    TimedChannel(@Delegate @Any Channel channel, MeterRegistry registry) {
        this.channel = channel;
        this.registry = registry;
    }

    @Override
    public SendResult send(SendRequest request) {
        var call = Timer.start(registry);
        SendResult result = null;
        try {
            result = channel.send(request);
            return result;
        } finally {
            call.stop(timer(outcome(result)));
        }
    }

    private Timer timer(String outcome) {
        return Timer.builder("waymark.provider.calls")
                .tags("channel", channel.key(), "outcome", outcome)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    private static String outcome(@Nullable SendResult result) {
        return switch (result) {
            case null -> "broken";
            case SendResult.Accepted accepted -> "accepted";
            case SendResult.NotNow notNow -> "not-now";
            case SendResult.Unclear unclear -> "unclear";
            case SendResult.Rejected rejected -> "rejected";
            case SendResult.Unknown unknown -> "unknown";
        };
    }
}
