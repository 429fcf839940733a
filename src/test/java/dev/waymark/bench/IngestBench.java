package dev.waymark.bench;

import static dev.waymark.bench.Comparison.fastest;
import static dev.waymark.bench.Comparison.tryOut;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.bench.EventTable.Copying;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast events come in, through HTTP only. B1: batches against COPY of the same rows into the same table. B2:
 * single events against an endpoint that only parses, and against single-row transactions.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class IngestBench {

    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("waymark.bench.seconds", 3));
    private static final Duration TRIAL = ROUND.dividedBy(2);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("waymark.bench.warmup", 10));
    private static final long TABLE_ROWS = Long.getLong("waymark.bench.table-rows", 1_000_000);
    private static final int BATCH = 500;
    private static final int MOST_DATABASE_CONNECTIONS = 64;

    private final TrackEvents events = new TrackEvents(BenchReport.SEED);
    private final AtomicLong answered = new AtomicLong();
    private double loadCpu;

    @BeforeEach
    void introducePeople() throws Exception {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        var bodies = TrackEvents.introductions(0, TrackEvents.PEOPLE);
        var next = new AtomicLong();
        new Load(RestAssured.port, "/v1/batch", () -> {
                    var i = (int) next.getAndIncrement();
                    return i < bodies.length ? bodies[i] : null;
                })
                .all(2);
        batches(4, BATCH, WARM_UP);
        answered.set(0);
        loadCpu = 0;
    }

    @Test
    void batches() throws Exception {
        var before = EventTable.count() - EventTable.written();
        var table = EventTable.sampled();
        var details = new LinkedHashMap<String, Object>();
        var ours = tryOut(List.of(1, 2, 4, 8), connections -> batches(connections, BATCH, TRIAL));
        var connections = fastest(ours);
        var limit = tryOut(Copying.WAYS, way -> table.copy(way, TRIAL));
        var way = fastest(limit);
        details.put("events/s by connections", ours);

        var cpu = CpuSeconds.now();
        loadCpu = 0;
        var counted = answered.get();
        var sides = Comparison.ours(
                        "/v1/batch of 500, " + connections + " connections", () -> batches(connections, BATCH, ROUND))
                .add("COPY of the same rows, " + way, () -> table.copy(way, ROUND));
        var comparison = sides.alternate("B1", "events/s");
        details.put("rows/s of COPY by way", limit);
        details.put("cpu seconds of both sides", CpuSeconds.now().since(cpu, loadCpu));
        details.put("events of ours", answered.get() - counted);
        details.put(
                "events/s by batch size",
                tryOut(List.of(1, 10, 50, 100, 250, 500), size -> batches(connections, size, TRIAL)));
        details.put("events/s by rows in the table", byTableSize(table, connections, way));
        var stored = EventTable.count() - EventTable.written() - before;
        assertThat(stored).as("every acknowledged event is a row, and no other").isEqualTo(answered.get());
        details.put("events acknowledged and found", stored);
        report(comparison, details);
    }

    @Test
    void singles() throws Exception {
        var table = EventTable.sampled();
        var details = new LinkedHashMap<String, Object>();
        var ours = tryOut(List.of(16, 64, 128), connections -> singles(connections, TRIAL));
        var connections = fastest(ours);
        var onLoop = parsing("event-loop", connections, TRIAL);
        var onThread = parsing("virtual-thread", connections, TRIAL);
        var parser = onLoop > onThread ? "event-loop" : "virtual-thread";
        details.put("events/s by connections", ours);
        details.put(
                "parse-only by thread",
                Map.of("event-loop", Math.round(onLoop), "virtual-thread", Math.round(onThread)));

        var databaseConnections = Math.min(connections, MOST_DATABASE_CONNECTIONS);
        var comparison = Comparison.ours(
                        "/v1/track, " + connections + " connections", () -> singles(connections, ROUND))
                .add(
                        "parse only, " + parser + ", " + connections + " connections",
                        () -> parsing(parser, connections, ROUND))
                .add(
                        "insert and commit, " + databaseConnections + " connections",
                        () -> table.insertSingly(databaseConnections, ROUND))
                .alternate("B2", "events/s");
        var cpu = CpuSeconds.now();
        loadCpu = 0;
        var counted = answered.get();
        singles(connections, ROUND);
        details.put("cpu seconds of one round", CpuSeconds.now().since(cpu, loadCpu));
        details.put("events of that round", answered.get() - counted);
        details.put(
                "latency at 70 % load, open model, ms",
                latency(0.7 * comparison.ours().median()));
        report(comparison, details);
    }

    private Map<String, Object> latency(double rate) {
        var histogram = new Load(RestAssured.port, "/v1/track", events::single).open(128, rate, ROUND.multipliedBy(3));
        var latency = new LinkedHashMap<String, Object>();
        latency.put("rate", Math.round(rate));
        for (var percentile : new double[] {50, 90, 99, 99.9}) {
            latency.put("p" + percentile, histogram.getValueAtPercentile(percentile) / 1_000.0);
        }
        latency.put("max", histogram.getMaxValue() / 1_000.0);
        return latency;
    }

    private Map<String, Object> byTableSize(EventTable table, int connections, Copying way) throws Exception {
        var curve = new LinkedHashMap<String, Object>();
        for (var rows : new long[] {EventTable.count(), TABLE_ROWS}) {
            if (rows > EventTable.count()) {
                table.fill(rows);
            }
            var now = EventTable.count();
            var ours = batches(connections, BATCH, ROUND);
            curve.put(now + " rows", Map.of("ours", Math.round(ours), "limit", Math.round(table.copy(way, ROUND))));
        }
        return curve;
    }

    private double batches(int connections, int size, Duration time) {
        var outcome = new Load(RestAssured.port, "/v1/batch", () -> events.batch(size)).closed(connections, time);
        return counted(outcome, size);
    }

    private double singles(int connections, Duration time) {
        return counted(new Load(RestAssured.port, "/v1/track", events::single).closed(connections, time), 1);
    }

    private double counted(Load.Outcome outcome, int size) {
        answered.addAndGet(outcome.requests() * size);
        loadCpu += outcome.cpuSeconds();
        return size * outcome.perSecond();
    }

    private double parsing(String thread, int connections, Duration time) {
        return new Load(RestAssured.port, "/bench/" + thread, events::single)
                .closed(connections, time)
                .perSecond();
    }

    private static void report(Comparison comparison, Map<String, Object> details) throws Exception {
        try (var connection = EventTable.connect()) {
            BenchReport.add(comparison, details, Machine.fingerprint(connection));
        }
    }
}
