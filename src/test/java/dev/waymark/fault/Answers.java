package dev.waymark.fault;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** How often clients were answered what, and answers no client should get. Thread-safe. */
final class Answers {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    void connectionFailed() {
        count("no answer");
    }

    void answered(HttpResponse<String> response) {
        answered(response.statusCode(), response);
    }

    /** {@code status} as which the answer counts. */
    void answered(int status, HttpResponse<String> response) {
        count(String.valueOf(status));
        var maySayLater = status == 503 || status == 429;
        if (maySayLater && response.headers().firstValue("Retry-After").isEmpty()) {
            wrong.add(status + " without Retry-After: " + response.body());
        }
        if (status != 200 && status != 400 && !maySayLater) {
            wrong.add(status + ": " + response.body());
        }
    }

    Map<String, LongAdder> counts() {
        return counts;
    }

    Queue<String> wrong() {
        return wrong;
    }

    private void count(String kind) {
        counts.computeIfAbsent(kind, unseen -> new LongAdder()).increment();
    }
}
