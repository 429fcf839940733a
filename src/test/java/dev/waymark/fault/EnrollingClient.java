package dev.waymark.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that enrols one person after the other and tries again as it should: the same {@code Idempotency-Key} until
 * there is an answer. The key is the person's user id, so that the database can be asked for it. Thread-safe.
 */
final class EnrollingClient {

    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Of all clients together: nobody's address is somebody else's. */
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final int port;
    private final String journey;
    private final Journal journal;
    private final Answers answers;

    EnrollingClient(int port, String journey, Journal journal, Answers answers) {
        this.port = port;
        this.journey = journey;
        this.journal = journal;
        this.answers = answers;
    }

    /** Key of the journey. */
    String journey() {
        return journey;
    }

    /** Enrols new people until told to stop, and ends what it has begun. */
    void enrolWhile(BooleanSupplier goingOn) {
        while (goingOn.getAsBoolean()) {
            enrol(nextPerson());
        }
    }

    /** Somebody nobody has heard of. */
    String nextPerson() {
        return journey + "-" + PEOPLE.incrementAndGet();
    }

    /** Makes somebody known and enrols them, however long it takes. */
    void enrol(String person) {
        journal.intend(List.of(person));
        var isKnown = send(
                "/v1/identify",
                person,
                "{\"messageId\":\"identify-%1$s\",\"userId\":\"%1$s\",\"traits\":%2$s}"
                        .formatted(person, Recipient.of(person).traits()));
        if (isKnown && send("/api/journeys/" + journey + "/enrolments", person, "{\"userId\":\"" + person + "\"}")) {
            journal.acknowledged(List.of(person));
        }
    }

    /** Something the person does, sent until it is answered; whether it was taken. */
    boolean track(String person, String event) {
        return send(
                "/v1/track",
                person,
                "{\"messageId\":\"%2$s-%1$s\",\"userId\":\"%1$s\",\"event\":\"%2$s\"}".formatted(person, event));
    }

    /** Whether it was taken; any answer but "later" is final, and {@link Answers} says if it is a wrong one. */
    private boolean send(String path, String key, String body) {
        while (true) {
            var response = post(path, key, body);
            if (response != null) {
                var status = response.statusCode() == 202 ? 200 : response.statusCode();
                answers.answered(status, response);
                if (status != 503 && status != 429) {
                    return status == 200;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private @Nullable HttpResponse<String> post(String path, String key, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWER_TIME)
                .header("Authorization", "Basic bG9jYWw6")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException noAnswer) {
            answers.connectionFailed();
            return null;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
