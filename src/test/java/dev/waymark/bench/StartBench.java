package dev.waymark.bench;

import static dev.waymark.testing.Person.WRITE_KEY;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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

    private static final int ROUNDS = Integer.getInteger("waymark.bench.rounds", 5);
    private static final int STARTS = Integer.getInteger("waymark.bench.starts", 1_500);
    private static final int IN_FLIGHT = 48;
    private static final String JOURNEY = "timer-only";

    @Inject
    ProcessEngine engine;

    @Inject
    AgroalDataSource database;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void startsPerSecond() throws Exception {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        var ours = new ArrayList<Double>();
        var raw = new ArrayList<Double>();
        round(-1);
        rawRound();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(round(round));
            raw.add(rawRound());
        }
        report(ours, raw);
    }

    private double round(int round) throws Exception {
        var people = IntStream.range(0, STARTS)
                .mapToObj(i -> "bench-" + round + "-" + i + "-" + UUID.randomUUID())
                .toList();
        makeKnown(people);
        var before = claimed();
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
        await().atMost(2, MINUTES).pollInterval(Duration.ofMillis(20)).until(() -> claimed() - before == STARTS);
        return STARTS / seconds(begin);
    }

    private double rawRound() throws InterruptedException {
        var definition = definitionKey();
        var permits = new Semaphore(IN_FLIGHT);
        var begin = System.nanoTime();
        for (int i = 0; i < STARTS; i++) {
            permits.acquire();
            startRaw(definition, permits);
        }
        permits.acquire(IN_FLIGHT);
        return STARTS / seconds(begin);
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
        return number("select count(*) from enrolment where journey = '" + JOURNEY + "' and instance is not null");
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

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static void report(List<Double> ours, List<Double> raw) throws Exception {
        var ratio = median(ours) / median(raw);
        System.out.printf("%n%-46s %10s %8s   rounds%n", "starts/s", "median", "ratio");
        System.out.printf("%-46s %10.0f %8s   %s%n", "create-instance alone (limit)", median(raw), "", rounded(raw));
        System.out.printf(
                "%-46s %10.0f %7.0f%%   %s%n%n",
                "REST request to claimed instance (ours)", median(ours), 100 * ratio, rounded(ours));
        var file = Files.createDirectories(Path.of("target/bench")).resolve("starts.json");
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(
                        file.toFile(),
                        Map.of(
                                "benchmark",
                                "B5",
                                "unit",
                                "starts/s",
                                "startsPerRound",
                                STARTS,
                                "inFlight",
                                IN_FLIGHT,
                                "ours",
                                ours,
                                "limit",
                                raw,
                                "ratio",
                                ratio,
                                "cores",
                                Runtime.getRuntime().availableProcessors(),
                                "java",
                                System.getProperty("java.version"),
                                "durable",
                                true));
        System.out.println("raw rounds in " + file);
    }

    private static List<Long> rounded(List<Double> values) {
        return values.stream().map(Math::round).toList();
    }
}
