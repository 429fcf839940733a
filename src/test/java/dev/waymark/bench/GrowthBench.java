package dev.waymark.bench;

import static dev.waymark.bench.Comparison.tryOut;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import dev.waymark.behaviour.Behaviour;
import dev.waymark.behaviour.EventSummary;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleCheck.Accepted;
import dev.waymark.segment.RuleCompiler;
import dev.waymark.segment.RuleSet;
import dev.waymark.support.DefinitionFile;
import dev.waymark.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B4: what an event costs, and what of that is memberships: events that rules look at against events no rule knows,
 * and against the rules alone on one profile in memory. Then what it costs when there are more profiles, longer
 * histories and more rules the event does not touch: a flat curve is what is promised.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class GrowthBench {

    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("waymark.bench.seconds", 3));
    private static final int MOST_PROFILES = Integer.getInteger("waymark.bench.profiles", 100_000);
    private static final int LONGEST_HISTORY = Integer.getInteger("waymark.bench.history", 10_000);
    private static final int MOST_RULES = Integer.getInteger("waymark.bench.rules", 100);
    private static final int BATCH = 100;
    private static final int REGULARS = 100;
    private static final String TOUCHING = "Key Feature Used";
    private static final String UNTOUCHED = "Room Lit";

    @Inject
    RuleCompiler compiler;

    private final List<Path> addedRules = new ArrayList<>();

    @BeforeEach
    void introducePeople() throws Exception {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        introduce(0, 1_000);
        perSecond(new TrackEvents(BenchReport.SEED, 1_000, TOUCHING));
    }

    @AfterEach
    void removeRules() throws IOException {
        for (var rule : addedRules) {
            Files.delete(rule);
        }
    }

    @Test
    void costOfAnEvent() throws Exception {
        var touching = new TrackEvents(BenchReport.SEED + 1, 1_000, TOUCHING);
        var untouched = new TrackEvents(BenchReport.SEED + 2, 1_000, UNTOUCHED);
        var rules = shippedRules();
        var comparison = Comparison.ours("events that rules look at, one connection", () -> perSecond(touching))
                .add("evaluation of one profile in memory", () -> evaluationsPerSecond(rules))
                .add("events no rule knows, one connection", () -> perSecond(untouched))
                .alternate("B4", "events/s");

        var details = new LinkedHashMap<String, Object>();
        var memberships = micros(comparison.ours().median())
                - micros(comparison.limits().get(1).median());
        var evaluation = micros(comparison.ofLimit().median());
        details.put(
                "microseconds per event", Math.round(micros(comparison.ours().median())));
        details.put("  of them for memberships", Math.round(memberships));
        details.put("  evaluation in memory", Math.round(evaluation * 10) / 10.0);
        details.put("times the evaluation", Math.round(10 * memberships / evaluation) / 10.0);
        curve(details, "profiles", byProfiles());
        curve(details, "events of each profile before", byHistory());
        curve(details, "rules that do not know the event", byRules());
        try (var connection = EventTable.connect()) {
            BenchReport.add(comparison, details, Machine.fingerprint(connection));
        }
    }

    private static void curve(Map<String, Object> details, String over, Map<Integer, Double> perSecond) {
        var micros = new LinkedHashMap<Integer, Long>();
        perSecond.forEach((size, rate) -> micros.put(size, Math.round(micros(rate))));
        var values = List.copyOf(micros.values());
        details.put("microseconds per event by " + over, micros);
        details.put(
                "  change from the first to the last by " + over + ", %",
                Math.round(100.0 * values.getLast() / values.getFirst()) - 100);
    }

    private Map<Integer, Double> byProfiles() throws Exception {
        var introduced = new AtomicLong(1_000);
        return tryOut(upTo(MOST_PROFILES, 1_000, 10_000, 100_000, 1_000_000), profiles -> {
            introduce((int) introduced.getAndSet(profiles), profiles);
            return perSecond(new TrackEvents(BenchReport.SEED + profiles, profiles, TOUCHING, UNTOUCHED));
        });
    }

    /** The same people each time; what they did before is copied into the table, as years of events would stand there. */
    private Map<Integer, Double> byHistory() throws Exception {
        var regulars = new TrackEvents(BenchReport.SEED + 3, REGULARS, TOUCHING, UNTOUCHED);
        perSecond(regulars);
        var table = EventTable.sampled(REGULARS * 20);
        var before = EventTable.count();
        return tryOut(upTo(LONGEST_HISTORY, 0, 1_000, 10_000), length -> {
            table.fill(before + (long) length * REGULARS);
            return perSecond(regulars);
        });
    }

    private Map<Integer, Double> byRules() throws Exception {
        var events = new TrackEvents(BenchReport.SEED + 4, 1_000, TOUCHING, UNTOUCHED);
        return tryOut(upTo(MOST_RULES, 0, 20, 100, 500), rules -> {
            var before = given().get("/api/rule-set").path("version");
            addRules(rules);
            awaitFollowed(rules == 0 ? "" : before);
            return perSecond(events);
        });
    }

    private static List<Integer> upTo(int most, Integer... sizes) {
        return List.of(sizes).stream().filter(size -> size <= most).toList();
    }

    private static double perSecond(TrackEvents events) {
        return BATCH * load(() -> events.batch(BATCH)).closed(1, ROUND).perSecond();
    }

    private static Load load(Supplier<byte[]> bodies) {
        return new Load(RestAssured.port, "/v1/batch", bodies);
    }

    /** People who did before what they are going to do: a first time moves them between segments, which costs its own. */
    private static void introduce(int from, int to) throws SQLException {
        send(TrackEvents.introductions(from, to));
        send(TrackEvents.beginnings(from, to, TOUCHING));
        send(TrackEvents.beginnings(from, to, UNTOUCHED));
        try (var connection = EventTable.connect();
                var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static void send(byte[][] bodies) {
        var next = new AtomicLong();
        load(() -> {
                    var i = (int) next.getAndIncrement();
                    return i < bodies.length ? bodies[i] : null;
                })
                .all(2);
    }

    /** Until everybody's memberships rest on other rules than before. */
    private static void awaitFollowed(Object before) {
        await().atMost(5, MINUTES).until(() -> {
            var rules = given().get("/api/rule-set").jsonPath();
            return rules.getBoolean("followed") && !rules.getString("version").equals(before);
        });
    }

    private void addRules(int wanted) throws IOException {
        var before = version();
        for (int i = addedRules.size(); i < wanted; i++) {
            var file = RealParts.DEFINITIONS.resolve("rules/segments/bench-" + i + ".drl");
            addedRules.add(Files.writeString(file, """
                    // Who: nobody.
                    rule "A person who did what nobody does %1$d"
                        @segment("bench-%1$d") @title("Nobody %1$d") @owner("bench") @review("2030-01-01")
                    when
                        Profile( did("Nobody Does This %1$d") )
                    then
                        segment.add("did it");
                    end
                    """.formatted(i)));
        }
        if (wanted > 0) {
            await().atMost(1, MINUTES).until(() -> !version().equals(before) && ruleCount() >= wanted);
        }
    }

    private static String version() {
        return given().get("/api/rule-set").jsonPath().getString("version");
    }

    private static int ruleCount() {
        return given().get("/api/segments").jsonPath().getList("$").size();
    }

    private RuleSet shippedRules() throws IOException {
        try (var files = Files.list(Path.of("rules/segments"))) {
            var read = new ArrayList<DefinitionFile>();
            for (var file : files.sorted().toList()) {
                read.add(new DefinitionFile("rules/segments/" + file.getFileName(), Files.readAllBytes(file)));
            }
            return ((Accepted) compiler.check(read)).ruleSet();
        }
    }

    private static double evaluationsPerSecond(RuleSet rules) {
        var now = Instant.parse("2026-11-20T09:00:00Z");
        var did = new EventSummary(TOUCHING, 3, now.minusSeconds(60), now);
        var facts = new ProfileFacts(Map.of("plan", "free"), Behaviour.of(Map.of(TOUCHING, did)), now);
        var begin = System.nanoTime();
        long evaluated = 0;
        while (System.nanoTime() - begin < ROUND.toNanos() / 2) {
            rules.evaluate(facts);
            evaluated++;
        }
        return evaluated / ((System.nanoTime() - begin) / 1e9);
    }

    private static double micros(double perSecond) {
        return 1e6 / perSecond;
    }
}
