package dev.waymark.bench;

import static dev.waymark.testing.Person.WRITE_KEY;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.ProcessEngine;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B5: journey starts per second, from the REST request to the claimed process instance, against create-instance by
 * the same client on the same model with the same variables and the same number in flight. Interleaved rounds in
 * one run; the ratio of the medians is the figure.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class StartBench {

    private static final int STARTS = Integer.getInteger("waymark.bench.starts", 1_500);
    private static final int IN_FLIGHT = 48;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final String JOURNEY = "timer-only";

    @Inject
    ProcessEngine engine;

    @Inject
    AgroalDataSource database;

    private final HttpClient http = HttpClient.newHttpClient();
    private Map<String, Object> cpuOfLast = Map.of();
    private Map<String, Object> cpuOfLastRaw = Map.of();

    @Test
    void startsPerSecond() throws Exception {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        // the first ones pay for compiling, on both sides
        var warm = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < warm) {
            round();
            rawRound();
        }
        var comparison = Comparison.ours("REST request to claimed instance", this::round)
                .add("create-instance alone", this::rawRound)
                .alternate("B5", "starts/s");
        try (var connection = database.getConnection()) {
            BenchReport.add(
                    comparison,
                    Map.of(
                            "starts per round",
                            STARTS,
                            "in flight",
                            IN_FLIGHT,
                            "cpu seconds of the last round",
                            cpuOfLast,
                            "cpu seconds of the last create-instance alone",
                            cpuOfLastRaw),
                    Machine.fingerprint(connection));
        }
    }

    private double round() throws Exception {
        var people = IntStream.range(0, STARTS)
                .mapToObj(i -> "start-" + i + "-" + UUID.randomUUID())
                .toList();
        makeKnown(people);
        var before = claimed();
        var cpu = CpuSeconds.now();
        var begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var permits = new Semaphore(IN_FLIGHT);
            for (var person : people) {
                permits.acquire();
                threads.execute(() -> {
                    try {
                        assertThat(startByRest(person)).isEqualTo(202);
                    } finally {
                        permits.release();
                    }
                });
            }
        }
        await().atMost(2, MINUTES).pollInterval(Duration.ofMillis(50)).until(() -> claimed() - before == STARTS);
        var seconds = seconds(begin);
        cpuOfLast = CpuSeconds.now().since(cpu, 0);
        return STARTS / seconds;
    }

    private double rawRound() throws Exception {
        var definition = definitionKey();
        var permits = new Semaphore(IN_FLIGHT);
        var cpu = CpuSeconds.now();
        var begin = System.nanoTime();
        for (int i = 0; i < STARTS; i++) {
            permits.acquire();
            startRaw(definition, permits);
        }
        permits.acquire(IN_FLIGHT);
        var seconds = seconds(begin);
        cpuOfLastRaw = CpuSeconds.now().since(cpu, 0);
        return STARTS / seconds;
    }

    /** Until the broker has taken it: a start that was refused is none. */
    private void startRaw(long definition, Semaphore permits) {
        engine.start(definition, new EnrolmentId(UUID.randomUUID())).whenComplete((key, failure) -> {
            if (failure == null) {
                permits.release();
            } else {
                CompletableFuture.delayedExecutor(10, MILLISECONDS).execute(() -> startRaw(definition, permits));
            }
        });
    }

    private int startByRest(String person) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/journeys/" + JOURNEY + "/enrolments"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", person)
                .POST(BodyPublishers.ofString("{\"userId\":\"" + person + "\"}"))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void makeKnown(List<String> people) {
        for (int from = 0; from < people.size(); from += 500) {
            var batch = people.subList(from, Math.min(from + 500, people.size())).stream()
                    .map(person -> Map.of("type", "identify", "messageId", person, "userId", person))
                    .toList();
            given().auth()
                    .preemptive()
                    .basic(WRITE_KEY, "")
                    .contentType(ContentType.JSON)
                    .body(Map.of("batch", batch))
                    .post("/v1/batch")
                    .then()
                    .statusCode(200);
        }
    }

    private long claimed() throws SQLException {
        return number("select count(*) from enrolment where instance is not null");
    }

    private long definitionKey() {
        try {
            return number("select definition_key from engine_deployment where resource = '" + JOURNEY + ".bpmn'");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
