package dev.waymark.metrics;

import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.ProcessEngine;
import dev.waymark.engine.StepHandler;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Counts the commands that the engine takes and refuses, and the steps that it has done. Thread-safe. */
@Decorator
@Priority(1)
abstract class CountedEngine implements ProcessEngine {

    private final ProcessEngine engine;
    private final MeterRegistry registry;

    @Inject
    CountedEngine(@Delegate @Any ProcessEngine engine, MeterRegistry registry) {
        this.engine = engine;
        this.registry = registry;
    }

    @Override
    public CompletionStage<Long> start(long definitionKey, EnrolmentId enrolment) {
        return counted("start", engine.start(definitionKey, enrolment));
    }

    @Override
    public CompletionStage<Void> publish(Message message, Duration ttl) {
        return counted("publish", engine.publish(message, ttl));
    }

    @Override
    public CompletionStage<Void> cancel(long instance) {
        return counted("cancel", engine.cancel(instance));
    }

    @Override
    public CompletionStage<Void> retry(long incident, @Nullable Long job) {
        return counted("retry", engine.retry(incident, job));
    }

    @Override
    public void work(List<StepHandler> handlers, EnrolmentClaim claim) {
        engine.work(
                handlers.stream()
                        .<StepHandler>map(handler -> new CountedSteps(handler, registry))
                        .toList(),
                claim);
    }

    private <T> CompletionStage<T> counted(String command, CompletionStage<T> answer) {
        return answer.whenComplete((done, failure) -> registry.counter(
                        "waymark.engine.commands", "command", command, "outcome", failure == null ? "sent" : "refused")
                .increment());
    }
}
