package dev.waymark.event;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The events of one request on their way into the store, and the answer its sender waits for. */
record Arrival(String source, List<IncomingEvent> events, CompletableFuture<IngestResult> answer) {

    /** Longer than a transaction may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static Arrival of(String source, List<IncomingEvent> events) {
        return new Arrival(source, List.copyOf(events), new CompletableFuture<>());
    }

    int size() {
        return events.size();
    }

    /** When the events are durable, or why they are not, or are not known to be. */
    CompletionStage<IngestResult> whenDurable() {
        return answer.copy()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .exceptionallyCompose(failed ->
                        CompletableFuture.failedStage(failed instanceof TimeoutException ? tooLong() : failed));
    }

    /** Waits until the events are durable, or throws why they are not, or are not known to be. */
    IngestResult await() {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Events could not be stored", failed.getCause());
        } catch (TimeoutException tooLong) {
            throw tooLong();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw away("Waymark is stopping. Send the same again: what was stored is recognised.");
        }
    }

    private static RejectedRequest tooLong() {
        return away("Storing takes too long. Send the same again: what was stored is recognised.");
    }

    private static RejectedRequest away(String sentence) {
        return new RejectedRequest(Rejection.of(Rejection.Kind.AWAY, "not-stored-in-time", sentence));
    }
}
