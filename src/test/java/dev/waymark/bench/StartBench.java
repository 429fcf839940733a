package dev.waymark.bench;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B5: journey starts per second, from the request to the claimed process instance, against create-instance by the same
 * client on the same model with as many variables and as many in flight. People are started as a list in one request,
 * and then each by a request of their own. Interleaved rounds in one run; the ratio of the medians is the figure.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class StartBench {

    private static final int STARTS = Integer.getInteger("waymark.bench.starts", 1_500);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("waymark.bench.warmup", 90));
    private static final String JOURNEY = "timer-only";

    @Inject
    AgroalDataSource database;

    @Inject
    Database stored;

    private RawBroker broker;
    private long raw;
    private final HttpClient http = HttpClient.newHttpClient();
    private Map<String, Object> cpuOfLast = Map.of();
    private Map<String, Object> cpuOfLastRaw = Map.of();

    @Test
    void startsPerSecond() throws Exception {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        broker = new RawBroker();
        raw = broker.deployTimerOnly();
        try {
            // the first ones pay for compiling, on both sides
            var warm = System.nanoTime() + WARM_UP.toNanos();
            while (System.nanoTime() < warm) {
                list();
                rawRound();
                requests();
            }
            compare("B5", "one list of people to claimed instances", this::list);
            compare("B5-single", "a request each to claimed instances", this::requests);
        } finally {
            broker.close();
        }
    }

    private void compare(String id, String name, Comparison.Round ours) throws Exception {
        var comparison = Comparison.ours(name, ours)
                .add("create-instance alone", this::rawRound)
                .alternate(id, "starts/s");
        try (var connection = database.getConnection()) {
            BenchReport.add(
                    comparison,
                    Map.of(
                            "starts per round",
                            STARTS,
                            "in flight",
                            RawBroker.IN_FLIGHT,
                            "cpu seconds of the last round",
                            cpuOfLast,
                            "cpu seconds of the last create-instance alone",
                            cpuOfLastRaw),
                    Machine.fingerprint(connection));
        }
    }

    private double list() throws Exception {
        return round(people -> PeopleAtStep.enrol(people, JOURNEY));
    }

    private double requests() throws Exception {
        return round(people -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var permits = new Semaphore(RawBroker.IN_FLIGHT);
                for (var person : people) {
                    permits.acquireUninterruptibly();
                    threads.execute(() -> {
                        try {
                            assertThat(startByRest(person)).isEqualTo(202);
                        } finally {
                            permits.release();
                        }
                    });
                }
            }
        });
    }

    private double round(Consumer<List<String>> start) throws Exception {
        var people = PeopleAtStep.makeKnown(STARTS);
        var before = claimed();
        var cpu = CpuSeconds.now();
        var begin = System.nanoTime();
        start.accept(people);
        await().atMost(2, MINUTES).pollInterval(Duration.ofMillis(50)).until(() -> PeopleAtStep.areAllStarted(stored));
        var seconds = seconds(begin);
        assertThat(claimed() - before).isEqualTo(STARTS);
        cpuOfLast = CpuSeconds.now().since(cpu, 0);
        return STARTS / seconds;
    }

    private double rawRound() throws Exception {
        var cpu = CpuSeconds.now();
        var begin = System.nanoTime();
        broker.startAll(raw, STARTS);
        var seconds = seconds(begin);
        cpuOfLastRaw = CpuSeconds.now().since(cpu, 0);
        return STARTS / seconds;
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

    private long claimed() {
        return stored.number("select count(*) from enrolment where instance is not null");
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
