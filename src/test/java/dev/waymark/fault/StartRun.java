package dev.waymark.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.fault.Journal.Fate;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.FewDefinitions;
import dev.waymark.testing.RunningApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that enrol people in one journey while parts die, and the reckoning after: every enrolment that was answered
 * is there once with one process instance that acts, and the broker runs no other.
 */
final class StartRun implements AutoCloseable {

    private static final int CLIENTS = 16;
    private static final Duration FOR_DUPLICATES_TO_END = Duration.ofSeconds(30);

    /** Process instances that the broker has started and not ended, as its own records say. */
    private static final String LIVE = """
            (select instance from engine_record where process_id = '%1$s' and element_type = 'PROCESS'
             group by instance
             having bool_or(intent = 'ELEMENT_ACTIVATED')
                and not bool_or(intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED')))""";

    private final KillableParts parts;
    private final Journal journal;
    private final Answers answers = new Answers();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicBoolean goingOn = new AtomicBoolean();
    private final SplittableRandom random;
    private @Nullable String journey;
    private @Nullable EnrollingClient client;

    StartRun(Path folder, long seed, Map<String, String> settings) throws Exception {
        System.out.printf("seed %d, data in %s%n", seed, folder);
        this.random = new SplittableRandom(seed);
        var few = new HashMap<>(settings);
        few.put("WAYMARK_DEFINITIONS_FOLDER", FewDefinitions.in(folder).toString());
        this.parts = KillableParts.start(folder.resolve("data"), few);
        this.journal = new Journal(folder.resolve("journal.txt"));
    }

    KillableParts parts() {
        return parts;
    }

    SplittableRandom random() {
        return random;
    }

    Answers answers() {
        return answers;
    }

    /** Starts all parts and publishes the journey that people are to be enrolled in. */
    void begin(Drawing drawing) throws Exception {
        start("none").awaitWorking();
        drawing.published();
        journey = drawing.key();
        client = new EnrollingClient(parts.port(), journey, journal, answers);
    }

    RunningApplication start(String killAt) throws Exception {
        return parts.startApplication(killAt.equals("none") ? Map.of() : Map.of("WAYMARK_FAULT_KILL_AT", killAt));
    }

    /** People are enrolled from now on. */
    void load() {
        load(CLIENTS);
    }

    /** The same, by so many clients. */
    void load(int many) {
        goingOn.set(true);
        for (int i = 0; i < many; i++) {
            clients.add(threads.submit(() -> client().enrolWhile(goingOn::get)));
        }
    }

    /** Enrols so many, and returns when all are acknowledged. */
    List<String> enrol(int people) throws Exception {
        return enrol(client(), people);
    }

    /** Publishes one more journey, and answers who enrols in it. */
    EnrollingClient beside(Drawing drawing) {
        drawing.published();
        return new EnrollingClient(parts.port(), drawing.key(), journal, answers);
    }

    List<String> enrol(EnrollingClient by, int people) throws Exception {
        var names = Stream.generate(by::nextPerson).limit(people).toList();
        forEach(names, by::enrol);
        return names;
    }

    /** Does something for each person, several at a time, and returns when it is done for all. */
    void forEach(List<String> people, Consumer<String> action) throws Exception {
        var done = people.stream()
                .<Future<?>>map(person -> threads.submit(() -> action.accept(person)))
                .toList();
        for (var one : done) {
            one.get();
        }
    }

    EnrollingClient client() {
        return Objects.requireNonNull(client);
    }

    /** Ends the load and waits until nothing is on its way any more. */
    void quiesce() throws Exception {
        quiesce(Duration.ofMinutes(3));
    }

    /** @param drain how long what has piled up may take: as long as the outage, where that was longer */
    void quiesce(Duration drain) throws Exception {
        goingOn.set(false);
        for (var running : clients) {
            running.get();
        }
        clients.clear();
        parts.awaitNone("commands the engine still has to get", "select count(*) from outbox", drain);
        parts.awaitNone(
                "enrolments that are starting",
                "select count(*) from enrolment where status = 'STARTING'",
                Duration.ofSeconds(60));
    }

    /** Holds the journal against the database and the broker's records. */
    void check(String what) throws Exception {
        var process = "(select distinct process_id from engine_record where definition_key in"
                + " (select definition_key from engine_deployment where resource = '" + journey + ".bpmn'))";
        var live = LIVE.replace("= '%1$s'", "in " + process);
        awaitDuplicatesEnded(live);
        var fates = journal.fates();
        var enrolled = enrolled();
        var lost = minus(with(fates, Fate.ACKNOWLEDGED), enrolled.keySet());
        var twice =
                enrolled.entrySet().stream().filter(one -> one.getValue() > 1).toList();
        var started = parts.count("select count(distinct instance) from engine_record where element_type = 'PROCESS'"
                + " and intent = 'ELEMENT_ACTIVATED' and process_id in " + process);
        var orphans = parts.count("select count(*) from enrolment e where status = 'RUNNING' and journey = '" + journey
                + "' and instance not in " + live);
        System.out.printf("%n%s%n", what);
        line("enrolments acknowledged", with(fates, Fate.ACKNOWLEDGED).size());
        line("  of them not there", lost.size());
        line("people enrolled twice", twice.size());
        line("process instances started", started);
        line("  more than enrolments, and ended again", started - enrolled.size());
        line("enrolments without a living instance", orphans);
        line("answers", answers.counts());
        assertThat(lost).as("acknowledged, but not enrolled").isEmpty();
        assertThat(twice).as("enrolled twice").isEmpty();
        assertThat(orphans).as("running, but not in the broker").isZero();
        assertThat(enrolled).as("enrolments").isNotEmpty();
        assertThat(answers.wrong()).as("answers no client should get").isEmpty();
    }

    private void awaitDuplicatesEnded(String live) {
        parts.awaitNone(
                "process instances that nobody has claimed",
                "select count(*) from " + live + " started where instance not in"
                        + " (select instance from enrolment where instance is not null)",
                FOR_DUPLICATES_TO_END);
    }

    /** How many enrolments each person has. */
    private Map<String, Long> enrolled() throws Exception {
        try (var connection = parts.connect();
                var statement = connection.prepareStatement("""
                        select i.value, count(*) from enrolment e join identity i on i.profile_id = e.profile_id
                        where e.journey = ? and i.kind = 'user' group by i.value""")) {
            statement.setString(1, journey);
            try (var rows = statement.executeQuery()) {
                var found = new HashMap<String, Long>();
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getLong(2));
                }
                return found;
            }
        }
    }

    private static Set<String> with(Map<String, Fate> fates, Fate fate) {
        return fates.entrySet().stream()
                .filter(one -> one.getValue() == fate)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> minus(Set<String> all, Set<String> there) {
        var missing = new HashSet<>(all);
        missing.removeAll(there);
        return missing;
    }

    static void line(String what, Object value) {
        System.out.printf("  %-52s %s%n", what, value);
    }

    /** The application dies once, at the n-th passing of a point. */
    @FunctionalInterface
    interface Death {

        void at(String point, int pass) throws Exception;
    }

    /**
     * The application dies at each point in turn, so often at each as {@code waymark.fault.kills} says, or until {@code
     * waymark.fault.minutes} are over: what was done by then is reckoned.
     *
     * @return how often it died
     */
    int dieAtEach(List<String> points, int kills, int latestPass, Death death) throws Exception {
        var each = Integer.getInteger("waymark.fault.kills", kills);
        var minutes = Long.getLong(
                "waymark.fault.minutes", Long.MAX_VALUE / Duration.ofMinutes(1).toNanos());
        var begin = System.nanoTime();
        for (var round = 1; round <= each; round++) {
            for (var point : points) {
                death.at(point, 1 + random.nextInt(latestPass));
            }
            System.out.printf("%d kills at each of %d points%n", round, points.size());
            if (System.nanoTime() - begin > Duration.ofMinutes(minutes).toNanos()) {
                return round * points.size();
            }
        }
        return each * points.size();
    }

    /** Waits for the death that was asked for. */
    static void awaitDeath(RunningApplication application, Duration limit) {
        await().atMost(limit).pollInterval(Duration.ofMillis(50)).until(application::isDead);
    }

    @Override
    public void close() throws Exception {
        goingOn.set(false);
        threads.shutdownNow();
        parts.close();
        journal.close();
    }
}
