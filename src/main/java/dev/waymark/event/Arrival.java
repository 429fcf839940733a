package dev.waymark.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The events of one request on their way into the store, and the answer its sender waits for. */
record Arrival(String source, List<IncomingEvent> events, CompletableFuture<IngestResult> answer) {

    static Arrival of(String source, List<IncomingEvent> events) {
        return new Arrival(source, List.copyOf(events), new CompletableFuture<>());
    }

    int size() {
        return events.size();
    }

    /** Waits until the events are durable, or throws why they are not. */
    IngestResult await() {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
