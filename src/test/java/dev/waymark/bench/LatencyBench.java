package dev.waymark.bench;

import static dev.waymark.testing.Person.WRITE_KEY;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B7: from the arrival of an order's event to the moment the mailbox has its thank-you, at half of the rate that can be
 * carried, against the broker's create-to-activate with a row in a table as the sink, at the same rate. Open model:
 * arrivals do not wait for answers. Then the same over several rates, to show where it bends.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class LatencyBench {

    private static final int BURST = Integer.getInteger("waymark.bench.burst", 1_500);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("waymark.bench.seconds", 20));
    private static final List<Integer> SHARES = List.of(25, 50, 75, 90);
    private static final int ROUNDS = Integer.getInteger("waymark.bench.rounds", 3);

    @Inject
    AgroalDataSource database;

    @Inject
    Database stored;

    @Inject
    Clock clock;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RawBroker broker;

    @BeforeEach
    void connect() {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        broker = new RawBroker();
        stored.run("create table if not exists bench_sink (id uuid primary key, content text not null)");
    }

    @AfterEach
    void disconnect() {
        broker.close();
    }

    @Test
    void eventToProvider() throws Exception {
        capacity();
        var capacity = capacity();
        var ours = new Histogram(3);
        var raw = new Histogram(3);
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(ours(capacity / 2));
            raw.add(raw(capacity / 2));
        }
        var curve = new LinkedHashMap<String, Object>();
        for (var share : SHARES) {
            var rate = capacity * share / 100;
            curve.put(share + " %", Map.of("ours", millis(ours(rate)), "raw", millis(raw(rate))));
        }
        try (var connection = database.getConnection()) {
            BenchReport.addCurve(
                    "B7",
                    Map.of(
                            "journeys carried per second, event to message",
                            Math.round(capacity),
                            "ours at half of it, ms",
                            millis(ours),
                            "create to activate and sink at the same rate, ms",
                            millis(raw),
                            "more than raw, ms",
                            Map.of(
                                    "p50", (ours.getValueAtPercentile(50) - raw.getValueAtPercentile(50)) / 1e3,
                                    "p99", (ours.getValueAtPercentile(99) - raw.getValueAtPercentile(99)) / 1e3),
                            "curve, ms",
                            curve),
                    Machine.fingerprint(connection));
        }
    }

    /** Journeys per second that begin with an event and have sent their message, all events given at once. */
    private double capacity() throws Exception {
        var people = PeopleAtStep.makeKnown(BURST);
        var begin = System.nanoTime();
        people.forEach(this::place);
        awaitAccepted(people);
        return BURST / ((System.nanoTime() - begin) / 1e9);
    }

    private Histogram ours(double perSecond) throws Exception {
        var people = PeopleAtStep.makeKnown((int) (perSecond * TIME.toSeconds()));
        var arrivals = new ConcurrentHashMap<String, Instant>();
        var next = new AtomicInteger();
        arrive(people.size(), perSecond, arrival -> {
            var person = people.get(next.getAndIncrement());
            arrivals.put(person, arrival);
            place(person);
        });
        awaitAccepted(people);
        var latencies = new Histogram(3);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select p.user_id, m.settled_at from message m"
                        + " join profile p on p.id = m.profile_id where p.user_id = any(?) and m.status = 'ACCEPTED'"
                        + " and m.journey = 'thank-you'")) {
            statement.setArray(1, connection.createArrayOf("text", people.toArray()));
            var rows = statement.executeQuery();
            while (rows.next()) {
                var took = Duration.between(
                        arrivals.get(rows.getString(1)), rows.getTimestamp(2).toInstant());
                latencies.recordValue(Math.max(0, took.toNanos() / 1_000));
            }
        }
        return latencies;
    }

    private Histogram raw(double perSecond) throws Exception {
        var name = "bench-latency-" + UUID.randomUUID();
        var definition = broker.deployOneTask("bench-latency", task -> task.zeebeJobType(name));
        var arrivals = new ConcurrentHashMap<String, Instant>();
        var latencies = new ConcurrentHistogram(3);
        var count = (int) (perSecond * TIME.toSeconds());
        var left = new AtomicInteger(count);
        try (var worker = broker.work(name, (client, job) -> {
            sink();
            var took = Duration.between(
                    arrivals.get((String) job.getVariablesAsMap().get(RawBroker.ID)), clock.instant());
            latencies.recordValue(took.toNanos() / 1_000);
            broker.complete(job.getKey(), left::decrementAndGet);
        })) {
            arrive(count, perSecond, arrival -> {
                var id = UUID.randomUUID();
                arrivals.put(id.toString(), arrival);
                broker.startUntilTaken(definition, RawBroker.ID, id, () -> {});
            });
            await().atMost(2, MINUTES).until(() -> left.get() == 0);
        }
        return latencies;
    }

    private void arrive(int count, double perSecond, Consumer<Instant> arrival) {
        var begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            var moment = begin + (long) (i * 1e9 / perSecond);
            for (var left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            arrival.accept(clock.instant());
        }
    }

    /** A busy answer is the ingest's way to say that it is full: the person comes again after a moment. */
    private void place(String person) {
        http.sendAsync(order(person), BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() != 200) {
                CompletableFuture.delayedExecutor(50, MILLISECONDS).execute(() -> place(person));
            }
        });
    }

    private static HttpRequest order(String person) {
        var body = """
                {"messageId":"order-%1$s","userId":"%1$s","event":"Order Completed",\
                "properties":{"order_id":"%1$s","revenue":40}}""".formatted(person);
        var basic = Base64.getEncoder().encodeToString((WRITE_KEY + ":").getBytes());
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/track"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + basic)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private void awaitAccepted(List<String> people) {
        await().atMost(3, MINUTES)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(accepted(people)).isEqualTo(people.size()));
    }

    private long accepted(List<String> people) {
        return stored.number(
                "select count(*) from message m join profile p on p.id = m.profile_id where p.user_id = any(?)"
                        + " and m.status = 'ACCEPTED' and m.journey = 'thank-you'",
                (Object) people.toArray(String[]::new));
    }

    /** As the mailbox takes a mail: one row, one commit. */
    private void sink() {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into bench_sink (id, content) values (?, ?)")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, "x".repeat(2_000));
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Map<String, Object> millis(Histogram micros) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("p50", micros.getValueAtPercentile(50) / 1e3);
        shown.put("p90", micros.getValueAtPercentile(90) / 1e3);
        shown.put("p99", micros.getValueAtPercentile(99) / 1e3);
        shown.put("max", micros.getMaxValue() / 1e3);
        shown.put("count", micros.getTotalCount());
        return shown;
    }
}
