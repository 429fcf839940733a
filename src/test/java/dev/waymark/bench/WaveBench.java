package dev.waymark.bench;

import static dev.waymark.testing.Drawing.oneSend;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B10: a wave of people, from the list that enrols them to the last mail that their provider has taken, against what
 * limits it: the broker's create-instance, a worker of the same client that does nothing, and the same mails over SMTP by
 * a bare client; the slowest counts. Then waves of several sizes, whose time should be in proportion.
 */
@QuarkusTest
@TestProfile(SendBenchProfile.class)
@Tag("bench")
class WaveBench {

    private static final int WAVE = Integer.getInteger("waymark.bench.wave", 1_000);
    private static final int LARGEST = Integer.getInteger("waymark.bench.people", 10_000);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("waymark.bench.warmup", 60));
    private static final int IN_A_LIST = 10_000;

    @Inject
    AgroalDataSource database;

    @Inject
    Database stored;

    @ConfigProperty(name = "waymark.email.smtp.port")
    int mailPort;

    private final AtomicInteger rounds = new AtomicInteger();
    private MailSink mail;
    private RawBroker broker;
    private String journey;
    private Map<String, Object> cpuOfLast = Map.of();

    @BeforeEach
    void begin() throws IOException {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        mail = new MailSink(mailPort);
        broker = new RawBroker();
        journey = oneSend("thank-you", "email", "order-service").published().key();
    }

    @AfterEach
    void end() throws IOException {
        broker.close();
        mail.close();
    }

    @Test
    void wave() throws Exception {
        var timerOnly = broker.deployTimerOnly();
        var warm = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < warm) {
            wave(WAVE);
            create(timerOnly);
            nothing();
        }
        var bytes = mail.last();
        var measured = Comparison.ours("a wave of %,d, list to mails".formatted(WAVE), () -> wave(WAVE))
                .add("create-instance alone", () -> create(timerOnly))
                .add("no-op worker", this::nothing)
                .add("SMTP by a bare client, same bytes", () -> bare(bytes))
                .alternate("B10", "people/s");
        var slowest = measured.limits().stream()
                .min((one, other) -> Double.compare(one.median(), other.median()))
                .orElseThrow();
        var bySize = new LinkedHashMap<Integer, Long>();
        for (var size : List.of(1_000, 10_000, 100_000)) {
            if (size <= LARGEST) {
                bySize.put(size, Math.round(wave(size)));
            }
        }
        try (var connection = database.getConnection()) {
            BenchReport.add(
                    new Comparison(measured.id(), measured.unit(), measured.ours(), slowest, measured.limits()),
                    Map.of("people/s by size of the wave", bySize, "cpu seconds of the largest wave", cpuOfLast),
                    Machine.fingerprint(connection));
        }
    }

    private double wave(int size) throws Exception {
        var people = PeopleAtStep.makeKnown(size);
        var before = mail.taken();
        var cpu = CpuSeconds.now();
        var begin = System.nanoTime();
        for (int from = 0; from < size; from += IN_A_LIST) {
            PeopleAtStep.enrol(people.subList(from, Math.min(from + IN_A_LIST, size)), journey);
        }
        await().atMost(30, MINUTES).pollInterval(Duration.ofMillis(20)).until(() -> mail.taken() - before >= size);
        var seconds = (System.nanoTime() - begin) / 1e9;
        cpuOfLast = CpuSeconds.now().since(cpu, 0);
        // what is left to do of this wave is not the next one's
        await().atMost(5, MINUTES)
                .until(() -> stored.number(
                                "select count(*) from enrolment where journey = ? and status in ('STARTING', 'RUNNING')",
                                journey)
                        == 0);
        return size / seconds;
    }

    private double create(long definition) throws Exception {
        var begin = System.nanoTime();
        broker.startAll(definition, WAVE);
        return WAVE / ((System.nanoTime() - begin) / 1e9);
    }

    private double nothing() throws Exception {
        var name = "bench-wave-" + rounds.incrementAndGet();
        broker.startAll(broker.deployOneTask(name, task -> task.zeebeJobType(name)), WAVE);
        var left = new AtomicInteger(WAVE);
        var begin = System.nanoTime();
        try (var worker = broker.work(name, (client, job) -> broker.complete(job.getKey(), left::decrementAndGet))) {
            await().atMost(5, MINUTES).pollInterval(Duration.ofMillis(20)).until(() -> left.get() == 0);
        }
        return WAVE / ((System.nanoTime() - begin) / 1e9);
    }

    private double bare(byte[] bytes) throws IOException {
        var begin = System.nanoTime();
        try (var client = new MailSink.Client(mailPort)) {
            IntStream.range(0, WAVE).forEach(number -> client.send(bytes));
        }
        return WAVE / ((System.nanoTime() - begin) / 1e9);
    }
}
