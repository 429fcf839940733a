package dev.waymark.bench;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import dev.waymark.behaviour.Thresholds;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Asked;
import dev.waymark.segment.FactsOfMany;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleCompiler;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.RuleSets;
import dev.waymark.segment.RuleSources;
import dev.waymark.segment.drools.RuleTexts;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B3: everybody is asked everything anew after a change of rules, as in production, against Drools alone on the same
 * facts in memory and a plain read of the same rows; the slower of the two counts. Then what it costs with more people,
 * which should be the same for each, and with more rules.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class RecomputeBench {

    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("waymark.bench.seconds", 3));
    private static final int MOST_PROFILES = Integer.getInteger("waymark.bench.profiles", 100_000);
    private static final int MOST_RULES = Integer.getInteger("waymark.bench.rules", 100);
    private static final List<Integer> SIZES = upTo(MOST_PROFILES, 10_000, 100_000, 1_000_000);
    private static final int COMPARED_AT =
            upTo(100_000, SIZES.toArray(Integer[]::new)).getLast();
    private static final int PAGE = 500;
    private static final int FIRST_PAGE = 1_000;
    private static final int IN_MEMORY = 10_000;
    private static final int WARMING = 3;

    @Inject
    RuleCompiler compiler;

    @Inject
    RuleSets ruleSets;

    @Inject
    RuleSources sources;

    @Inject
    FactsOfMany factsOfMany;

    @Inject
    Thresholds thresholds;

    @Inject
    Clock clock;

    private int people;
    private int turn;
    private Map<String, Object> cpuOfLast = Map.of();

    @BeforeEach
    void awaitStart() {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
    }

    @Test
    void recompute() throws Exception {
        var details = new LinkedHashMap<String, Object>();
        var rules = compiled(RuleTexts.shippedFiles("drl"));
        var bySize = new LinkedHashMap<Integer, Long>();
        var first = new LinkedHashMap<Integer, Long>();
        Map<Integer, Long> byRules = Map.of();
        Comparison comparison = null;
        for (var size : SIZES) {
            first.put(size, Math.round(grow(size, rules)));
            if (size == COMPARED_AT) {
                comparison = compared(rules);
                details.putAll(costs(rules, comparison.ours().median()));
            }
            if (size == SIZES.getFirst()) {
                byRules = byRules();
            }
            bySize.put(size, Math.round(medianOfThree(rules)));
        }
        details.put("profiles/s of the first time, most of them new, by profiles", first);
        details.put("profiles/s by profiles", bySize);
        details.put("profiles/s by rules", byRules);
        try (var connection = EventTable.connect()) {
            BenchReport.add(comparison, details, Machine.fingerprint(connection));
        }
    }

    private Comparison compared(RuleSet rules) throws Exception {
        var facts = facts(rules.asked(), 0, Math.min(people, IN_MEMORY));
        var rows = new PlainRead(rules.asked());
        // the machine compiles what is asked often; what a restarted node does is in the first evaluation's figure
        for (int i = 0; i < WARMING; i++) {
            recomputed(rules);
            judged(rules, facts);
            rows.perSecond(people, ROUND);
        }
        var measured = Comparison.ours(
                        "full recompute, %d rules".formatted(rules.segments().size()), () -> recomputed(rules))
                .add("Drools alone on facts in memory, one thread", () -> judged(rules, facts))
                .add("plain read of the same rows, one connection", () -> rows.perSecond(people, ROUND))
                .alternate("B3", "profiles/s");
        var slower = measured.limits().stream()
                .min((one, other) -> Double.compare(one.median(), other.median()))
                .orElseThrow();
        return new Comparison(measured.id(), measured.unit(), measured.ours(), slower, measured.limits());
    }

    /** Loads the base up to this size, and lets everybody be evaluated for the first time: how many in a second. */
    private double grow(int size, RuleSet rules) throws SQLException {
        KnownPeople.load(people, size);
        people = size;
        thresholds.compute();
        var first = recomputed(rules);
        recomputed(rules);
        KnownPeople.settle();
        return first;
    }

    /** Profiles per second, from the end of the first page to the end of the last. */
    private double recomputed(RuleSet rules) throws SQLException {
        var version = "bench-" + ++turn;
        var renamed = renamed(rules, version);
        sources.keep(renamed, List.of());
        ruleSets.use(renamed, clock.instant());
        var cpu = CpuSeconds.now();
        try (var progress = new Progress(version)) {
            progress.await(KnownPeople.id(FIRST_PAGE - 1));
            var begin = System.nanoTime();
            progress.await(KnownPeople.id(people - 1));
            var seconds = (System.nanoTime() - begin) / 1e9;
            await().atMost(1, MINUTES)
                    .until(() -> given().get("/api/rule-set").jsonPath().getBoolean("followed"));
            cpuOfLast = CpuSeconds.now().since(cpu, 0);
            return (people - FIRST_PAGE) / seconds;
        }
    }

    /** The same rules as another version: a basis that nobody was evaluated by. */
    private static RuleSet renamed(RuleSet rules, String version) {
        return (RuleSet) Proxy.newProxyInstance(
                RuleSet.class.getClassLoader(),
                new Class<?>[] {RuleSet.class},
                (proxy, method, arguments) ->
                        method.getName().equals("version") ? version : method.invoke(rules, arguments));
    }

    private static double judged(RuleSet rules, Collection<ProfileFacts> facts) {
        var all = rules.all();
        var segments = all.segments();
        return rate(facts, some -> {
            var judgement = all.judge(some);
            segments.forEach(judgement::isIn);
        });
    }

    /** Microseconds for each profile; those of a part are of its thread's own time, which no neighbour takes away. */
    private Map<String, Object> costs(RuleSet rules, double perSecond) {
        var asked = rules.asked();
        var all = rules.all();
        var facts = facts(asked, 0, Math.min(people, IN_MEMORY));
        var pages = IntStream.range(0, people / PAGE).boxed().toList();
        var costs = new LinkedHashMap<String, Object>();
        costs.put("microseconds per profile", micros(perSecond));
        costs.put(
                "  read and make facts, without PostgreSQL",
                cpuMicros(pages, page -> {
                            factsOfMany.read(idsOfPage(page), clock.instant(), asked);
                        })
                        / PAGE);
        costs.put("  evaluate", cpuMicros(facts, all::judge));
        costs.put("  look ahead in time", cpuMicros(facts, all::nextChange));
        costs.put("cpu seconds of a recompute of " + people, cpuOfLast);
        return costs;
    }

    /** Of the second round: the first one warms up. */
    private static <T> double cpuMicros(Collection<T> some, Consumer<T> work) {
        rate(some, work);
        var threads = ManagementFactory.getThreadMXBean();
        var begin = threads.getCurrentThreadCpuTime();
        var done = new AtomicLong();
        rate(some, one -> {
            work.accept(one);
            done.incrementAndGet();
        });
        return Math.round((threads.getCurrentThreadCpuTime() - begin) / 1e2 / done.get()) / 10.0;
    }

    private static List<ProfileId> idsOfPage(int page) {
        return KnownPeople.ids(page * PAGE, (page + 1) * PAGE);
    }

    private Collection<ProfileFacts> facts(Asked asked, int from, int to) {
        var facts = new ArrayList<ProfileFacts>();
        for (int first = from; first < to; first += PAGE) {
            facts.addAll(factsOfMany
                    .read(idsOfPage(first / PAGE), clock.instant(), asked)
                    .values());
        }
        return facts;
    }

    /** How many of these are worked on in a second, again and again for as long as a round lasts. */
    private static <T> double rate(Collection<T> some, Consumer<T> work) {
        var begin = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - begin < ROUND.toNanos()) {
            for (var one : some) {
                work.accept(one);
                done++;
                if (System.nanoTime() - begin >= ROUND.toNanos()) {
                    break;
                }
            }
        }
        return done / ((System.nanoTime() - begin) / 1e9);
    }

    private Map<Integer, Long> byRules() throws SQLException {
        var bySize = new LinkedHashMap<Integer, Long>();
        for (var size : upTo(MOST_RULES, 1, 10, 30, 100, 200, 500)) {
            var rules = compiled(
                    IntStream.range(0, size).mapToObj(RecomputeBench::generated).toList());
            recomputed(rules);
            bySize.put(size, Math.round(medianOfThree(rules)));
        }
        return bySize;
    }

    private static DefinitionFile generated(int number) {
        var some = 1 + number % 5;
        var condition = switch (number % 6) {
            case 0 -> "Profile( didWithinDays(\"Product Viewed\", %d) )".formatted(1 + number % 9);
            case 1 -> "Rfm( r == %d, f >= %d, m <= 4 )".formatted(some, 1 + number % 4);
            case 2 -> "Interest( in(\"tv\") >= %d )".formatted(2 + number % 7);
            case 3 -> "Profile( timesWithinDays(\"Key Feature Used\", %d) >= %d )".formatted(7 + number % 20, some);
            case 4 -> "Orders( daysSinceLast >= %d, daysSinceLast < %d )".formatted(number, number + 20);
            default ->
                "Profile( yearsSinceTrait(\"birthday\") >= %d, traitText(\"city\") == \"Lagos\" )"
                        .formatted(40 + number % 30);
        };
        return RuleTexts.aFile("rules/segments/bench-%d.drl".formatted(number), """
                rule "A person found by the rule %1$d"
                    @segment("bench-%1$d") @title("Bench %1$d") @owner("bench")
                when
                    %2$s
                then
                    segment.add("found by %1$d");
                end
                """.formatted(number, condition));
    }

    private RuleSet compiled(List<DefinitionFile> files) {
        return switch (compiler.check(files)) {
            case RuleCheck.Accepted(var ruleSet) -> ruleSet;
            case RuleCheck.Refused(var findings) -> throw new AssertionError(Finding.asText(findings));
        };
    }

    private double medianOfThree(RuleSet rules) throws SQLException {
        return new Rounds("", List.of(recomputed(rules), recomputed(rules), recomputed(rules))).median();
    }

    private static double micros(double perSecond) {
        return Math.round(1e7 / perSecond) / 10.0;
    }

    private static List<Integer> upTo(int most, Integer... sizes) {
        return List.of(sizes).stream().filter(size -> size <= most).toList();
    }
}
