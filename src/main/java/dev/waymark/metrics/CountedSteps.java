package dev.waymark.metrics;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.support.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The handler of one kind of step, counted: done, put off because it was not the moment, or failed. Thread-safe. */
record CountedSteps(StepHandler handler, MeterRegistry registry) implements StepHandler {

    @Override
    public String jobType() {
        return handler.jobType();
    }

    @Override
    public List<StepHeader> headers() {
        return handler.headers();
    }

    @Override
    public Duration timeout() {
        return handler.timeout();
    }

    @Override
    public boolean isDrawn() {
        return handler.isDrawn();
    }

    @Override
    public Left leave(EnrolmentId enrolment, String elementId, long pass) {
        return handler.leave(enrolment, elementId, pass);
    }

    @Override
    public Map<String, Object> handle(StepJob job) {
        try {
            var variables = handler.handle(job);
            count("done");
            return variables;
        } catch (Failure failure) {
            count(failure.isBreakage() ? "failed" : "put-off");
            throw failure;
        } catch (RuntimeException | Error broken) {
            count("failed");
            throw broken;
        }
    }

    private void count(String outcome) {
        registry.counter("waymark.steps", "job", jobType(), "outcome", outcome).increment();
    }
}
