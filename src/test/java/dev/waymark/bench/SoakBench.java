package dev.waymark.bench;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Memory over minutes of batches at 60 % of what was reached just before, {@code -Dwaymark.bench.minutes=10}. The
 * slope is that of the second half, when everything has been used once.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class SoakBench {

    private static final int RUN_MINUTES = Integer.getInteger("waymark.bench.minutes", 0);
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int BATCH = 100;
    private static final double SHARE = 0.6;

    private final TrackEvents events = new TrackEvents(BenchReport.SEED);

    private record Sample(long second, double heapMiB, double residentMiB, double p99Millis) {}

    @Test
    void memoryOverTime() throws Exception {
        assumeTrue(RUN_MINUTES > 0, "-Dwaymark.bench.minutes=10 asks for it");
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        var load = new Load(RestAssured.port, "/v1/batch", () -> events.batch(BATCH));
        load.closed(4, STEP);
        var rate = SHARE * load.closed(4, STEP).perSecond();
        var samples = new ArrayList<Sample>();
        for (long second = 0; second < RUN_MINUTES * 60L; second += STEP.toSeconds()) {
            var latencies = load.open(16, rate, STEP);
            samples.add(new Sample(
                    second + STEP.toSeconds(), heap(), resident(), latencies.getValueAtPercentile(99) / 1_000.0));
        }
        report(rate * BATCH, samples);
    }

    private static void report(double rate, List<Sample> samples) throws Exception {
        var half = samples.subList(samples.size() / 2, samples.size());
        var details = new LinkedHashMap<String, Object>();
        details.put("events/s offered", Math.round(rate));
        details.put(
                "heap after collection, MiB",
                samples.stream().map(Sample::heapMiB).toList());
        details.put(
                "resident memory, MiB",
                samples.stream().map(Sample::residentMiB).toList());
        details.put(
                "p99 of a batch, ms", samples.stream().map(Sample::p99Millis).toList());
        details.put(
                "heap slope, MiB an hour",
                slope(half.stream().map(Sample::heapMiB).toList()));
        details.put(
                "resident slope, MiB an hour",
                slope(half.stream().map(Sample::residentMiB).toList()));
        try (var connection = EventTable.connect()) {
            BenchReport.addCurve("soak", details, Machine.fingerprint(connection));
        }
    }

    private static double heap() {
        System.gc();
        return mebibytes(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static double resident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> mebibytes(Long.parseLong(line.replaceAll("\\D", "")) << 10))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static double mebibytes(long bytes) {
        return Math.round(bytes / 104_857.6) / 10.0;
    }

    /** Least squares over the steps. */
    private static long slope(List<Double> values) {
        var middle = (values.size() - 1) / 2.0;
        var mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.size(); i++) {
            products += (i - middle) * (values.get(i) - mean);
            squares += (i - middle) * (i - middle);
        }
        return squares == 0 ? 0 : Math.round(products / squares * 3_600 / STEP.toSeconds());
    }
}
