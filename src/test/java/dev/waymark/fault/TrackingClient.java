package dev.waymark.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A source that sends batches and single events and tries again as an SDK does: the same ids after a pause, and
 * sometimes it gives up, as a closed browser does. Now and then it repeats what was acknowledged long ago, or sends
 * what must be refused. Confined to one thread; every choice comes from the seed.
 */
final class TrackingClient {

    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int REMEMBERED = 50;
    private static final int PEOPLE = 500;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Deque<Request> acknowledged = new ArrayDeque<>();
    private final int port;
    private final SplittableRandom random;
    private final Journal journal;
    private final Answers answers;

    TrackingClient(int port, SplittableRandom random, Journal journal, Answers answers) {
        this.port = port;
        this.random = random;
        this.journal = journal;
        this.answers = answers;
    }

    private record Request(String path, List<String> messageIds, String body) {}

    /** Sends until told to stop; then ends what it has begun. */
    void sendWhile(BooleanSupplier goingOn) {
        while (goingOn.getAsBoolean()) {
            var request = next();
            journal.intend(request.messageIds());
            sendUntilAnswered(request);
        }
    }

    /** One event, tried every few milliseconds until it is acknowledged. */
    void sendUntilAcknowledged(Duration limit) {
        var request = single();
        journal.intend(request.messageIds());
        var end = System.nanoTime() + limit.toNanos();
        while (!trySend(request)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Nothing was acknowledged for " + limit);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private void sendUntilAnswered(Request request) {
        var pause = Duration.ofMillis(50);
        while (!trySend(request)) {
            var givesUp = random.nextInt(20) == 0;
            if (givesUp) {
                return;
            }
            LockSupport.parkNanos(pause.toNanos() / 2 + random.nextLong(pause.toNanos()));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Whether there is nothing more to try. */
    private boolean trySend(Request request) {
        var response = post(request);
        if (response == null) {
            return false;
        }
        answers.answered(response);
        switch (response.statusCode()) {
            case 200 -> {
                journal.acknowledged(request.messageIds());
                remember(request);
                return true;
            }
            case 400 -> {
                journal.refused(request.messageIds());
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private @Nullable HttpResponse<String> post(Request request) {
        var message = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + request.path()))
                .timeout(ANSWER_TIME)
                .header("Authorization", "Basic bG9jYWw6")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.body()))
                .build();
        try {
            return http.send(message, BodyHandlers.ofString());
        } catch (IOException noAnswer) {
            answers.connectionFailed();
            return null;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void remember(Request request) {
        acknowledged.addLast(request);
        if (acknowledged.size() > REMEMBERED) {
            acknowledged.removeFirst();
        }
    }

    private Request next() {
        var choice = random.nextInt(100);
        if (choice < 5 && !acknowledged.isEmpty()) {
            return acknowledged.getFirst();
        }
        if (choice < 8) {
            return refusedOne();
        }
        return choice < 60 ? single() : batch(1 + random.nextInt(60));
    }

    private Request single() {
        var id = messageId();
        return new Request("/v1/track", List.of(id), event(id));
    }

    private Request refusedOne() {
        var id = messageId();
        return new Request("/v1/track", List.of(id), "{\"messageId\":\"" + id + "\",\"event\":\"Nobody's\"}");
    }

    private Request batch(int size) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            ids.add(messageId());
        }
        var events = ids.stream().map(this::event).collect(Collectors.joining(","));
        return new Request("/v1/batch", ids, "{\"batch\":[" + events + "]}");
    }

    private String event(String id) {
        var name = random.nextInt(4) == 0 ? "Key Feature Used" : "Product Viewed";
        return "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"person-%d\",\"event\":\"%s\",\"properties\":{\"price\":12}}"
                .formatted(id, random.nextInt(PEOPLE), name);
    }

    private String messageId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
