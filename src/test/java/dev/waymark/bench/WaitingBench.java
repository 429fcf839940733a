package dev.waymark.bench;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.engine.ProcessEngine;
import dev.waymark.testing.Database;
import dev.waymark.testing.Sandbox;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B8: more and more people wait at a timer, half of them in journeys, half in the same model that knows nothing of
 * Waymark, in one broker. At each number: how fast more of either are started, what the broker keeps in memory and on
 * disk, and how long it takes to start again after a kill. At the end, while all of them wait, time passes until the
 * first timers fall due as they were started, one after the other: how late either half goes on.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class WaitingBench {

    private static final String JOURNEY = "timer-only";
    private static final int PART = Integer.getInteger("waymark.bench.part", 2_000);
    private static final Duration TIMER = Duration.ofDays(30);

    /** How long timers are watched that fall due, beginning with the first. */
    private static final Duration WATCHED = Duration.ofMinutes(Integer.getInteger("waymark.bench.watched", 5));

    private static final List<Integer> SIZES = Stream.of(
                    System.getProperty("waymark.bench.waiting", "10000,30000,100000")
                            .split(","))
            .map(Integer::valueOf)
            .toList();

    /**
     * The broker stamps its records when their batch is written, and has set the timer some milliseconds earlier, while it
     * worked the batch off: by those stamps a punctual timer may look early.
     */
    private static final double STAMPED_WITHIN_MS = 100;

    /** The last parts before a number is reached, of which the rate is taken. */
    private static final int RATED = 3;

    @Inject
    ProcessEngine engine;

    @Inject
    AgroalDataSource database;

    @Inject
    Database stored;

    @Inject
    Clock clock;

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> raw = new ArrayList<>();
    private RawBroker broker;
    private long rawDefinition;
    private Instant firstStart;

    @BeforeEach
    void connect() {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        broker = new RawBroker();
        rawDefinition = broker.deployTimerOnly();
    }

    @AfterEach
    void disconnect() {
        broker.close();
    }

    @Test
    void waiting() throws Exception {
        var curve = new LinkedHashMap<Integer, Object>();
        startOurs();
        startRaw();
        firstStart = clock.instant();
        ours.clear();
        raw.clear();
        for (int waiting = 0; waiting < SIZES.getLast(); ) {
            ours.add(startOurs());
            raw.add(startRaw());
            waiting += 2 * PART;
            System.out.printf("waiting %d: ours %.0f/s, raw %.0f/s%n", waiting, ours.getLast(), raw.getLast());
            for (var size : SIZES) {
                if (waiting >= size && !curve.containsKey(size)) {
                    curve.put(size, at());
                    // whoever had commands on their way at the kill is still waiting for the answers
                    startOurs();
                    startRaw();
                    waiting += 2 * PART;
                }
            }
        }
        var lateness = lateness();
        try (var connection = database.getConnection()) {
            BenchReport.addCurve(
                    "B8",
                    Map.of("by number waiting", curve, "lateness of timers, ms", lateness),
                    Machine.fingerprint(connection));
        }
    }

    private Map<String, Object> at() throws Exception {
        var found = new LinkedHashMap<String, Object>();
        var oursRate = new Rounds("ours", last(ours)).median();
        var rawRate = new Rounds("raw", last(raw)).median();
        found.put("starts/s ours", Math.round(oursRate));
        found.put("starts/s raw", Math.round(rawRate));
        found.put("ratio", Math.round(oursRate / rawRate * 1000) / 1000.0);
        found.put("broker resident MiB", residentMiB(brokerProcess()));
        found.put("broker on disk MiB", diskMiB());
        found.put("restart after a kill, s", restartSeconds());
        return found;
    }

    private static List<Double> last(List<Double> rates) {
        return rates.subList(Math.max(0, rates.size() - RATED), rates.size());
    }

    private double startOurs() throws Exception {
        var people = PeopleAtStep.makeKnown(PART);
        var before = claimed();
        var begin = System.nanoTime();
        PeopleAtStep.enrol(people, JOURNEY);
        await().atMost(5, MINUTES).pollInterval(Duration.ofMillis(50)).until(() -> PeopleAtStep.areAllStarted(stored));
        var seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(claimed() - before).isGreaterThanOrEqualTo(PART);
        return PART / seconds;
    }

    private double startRaw() throws Exception {
        var begin = System.nanoTime();
        broker.startAll(rawDefinition, PART);
        return PART / ((System.nanoTime() - begin) / 1e9);
    }

    /** Due as they were started: the clock stands a moment before the first of them, and goes on at its own pace. */
    private Map<String, Object> lateness() throws Exception {
        var untilFirst =
                TIMER.minus(Duration.between(firstStart, clock.instant())).minusSeconds(20);
        Sandbox.letPass(untilFirst.toString());
        var lastDue = firstStart.plus(TIMER).plus(WATCHED);
        await().atMost(WATCHED.plusMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> clock.instant().isAfter(lastDue));
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> fired() >= toFire());
        var found = new LinkedHashMap<String, Object>();
        found.put("ours", lateness("TimerOnlyJourney"));
        found.put("raw", lateness("TimerOnlyRaw"));
        return found;
    }

    private long toFire() {
        return stored.number("select count(*) from engine_record where element_id = 'Event_MonthPassed'"
                + " and intent = 'ELEMENT_ACTIVATED' and " + watched("at"));
    }

    private String watched(String at) {
        return at + " between timestamptz '" + firstStart + "' and timestamptz '" + firstStart.plus(WATCHED) + "'";
    }

    private long fired() {
        return stored.number("select count(*) from engine_record c join engine_record a on a.instance = c.instance"
                + " and a.element_id = c.element_id and a.intent = 'ELEMENT_ACTIVATED'"
                + " where c.element_id = 'Event_MonthPassed' and c.intent = 'ELEMENT_COMPLETED'"
                + " and " + watched("a.at"));
    }

    private Map<String, Object> lateness(String process) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select count(*), min(late), percentile_cont(0.5) within group (order by late),
                               percentile_cont(0.99) within group (order by late), max(late)
                        from (select 1000 * extract(epoch from c.at - a.at - interval '%d seconds') as late
                              from engine_record a join engine_record c on c.instance = a.instance
                              where a.element_id = 'Flow_EnteredToWait' and c.element_id = 'Event_MonthPassed'
                                and c.intent = 'ELEMENT_COMPLETED' and a.process_id = '%s'
                                and %s) as timers
                        """.formatted(TIMER.toSeconds(), process, watched("a.at")))) {
            row.next();
            assertThat(row.getDouble(2)).as("no timer is early").isGreaterThan(-STAMPED_WITHIN_MS);
            return Map.of(
                    "timers", row.getLong(1),
                    "least", Math.round(row.getDouble(2)),
                    "p50", Math.round(row.getDouble(3)),
                    "p99", Math.round(row.getDouble(4)),
                    "most", Math.round(row.getDouble(5)));
        }
    }

    /** From a kill to a broker that takes commands; whoever supervises it starts it again after a second. */
    private double restartSeconds() {
        var killed = brokerProcess();
        var begin = System.nanoTime();
        killed.destroyForcibly();
        await().atMost(1, MINUTES).until(() -> !killed.isAlive());
        await().atMost(10, MINUTES)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> brokerProcess().isAlive() && engine.isReady());
        return Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
    }

    private static ProcessHandle brokerProcess() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("-Dwaymark.broker-data="))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static long residentMiB(ProcessHandle process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0L);
        }
    }

    private static long diskMiB() throws IOException {
        var line = brokerProcess().info().commandLine().orElseThrow();
        var from = line.indexOf("-Dwaymark.broker-data=") + "-Dwaymark.broker-data=".length();
        try (var files = Files.walk(Path.of(line.substring(from, line.indexOf(' ', from))))) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    >> 20;
        }
    }

    private long claimed() {
        return stored.number("select count(*) from enrolment where instance is not null");
    }
}
