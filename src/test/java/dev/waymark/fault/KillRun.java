package dev.waymark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.Ports;
import dev.waymark.fault.Journal.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Kills the application, and then PostgreSQL, again and again under load, and holds the clients' journal against the
 * database after each part: what was acknowledged is there once, what was refused is not, and what was neither is
 * there at most once. The seed decides what is sent and when parts are killed.
 */
final class KillRun {

    private static final int CLIENTS = 4;
    private static final Duration TO_START_FIRST = Duration.ofSeconds(180);
    private static final Duration TO_ACCEPT_AT_ALL = Duration.ofMinutes(5);

    private final Path folder;
    private final int patience;
    private final long seed;
    private final SplittableRandom random;

    /** {@code patience} is how many times the promised time to recover is allowed on a machine that is busy otherwise. */
    KillRun(Path folder, int patience, long seed) {
        this.folder = folder;
        this.patience = patience;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    void kill(int applications, int databases) throws Exception {
        System.out.printf("seed %d, data in %s%n", seed, folder);
        var port = Ports.free();
        var data = Files.createDirectories(folder).resolve("data");
        try (var journal = new Journal(folder.resolve("journal.txt"))) {
            if (applications > 0) {
                startOnce(data, port, journal);
            }
            try (var application = new KilledApplication(data, port)) {
                client(port, journal, new Answers()).sendUntilAcknowledged(TO_START_FIRST);
                var postgres = new KilledPostgres(data, application::running);
                for (var phase : List.of(
                        new Phase(application, applications, Duration.ofSeconds(15)),
                        new Phase(postgres, databases, Duration.ofSeconds(10)))) {
                    if (phase.kills() > 0) {
                        check(phase, run(phase, port, journal), application, journal);
                    }
                }
            }
        }
    }

    /** What a machine does once is not part of a recovery: unpacking, creating the database, archiving classes. */
    private void startOnce(Path data, int port, Journal journal) throws Exception {
        try (var first = new KilledApplication(data, port)) {
            client(port, journal, new Answers()).sendUntilAcknowledged(TO_START_FIRST);
        }
    }

    private record Phase(Killed part, int kills, Duration promised) {}

    /** Milliseconds from the part's return to the next acknowledged event, and what clients were answered. */
    private record Outcome(List<Long> recoveries, Answers answers) {}

    private Outcome run(Phase phase, int port, Journal journal) throws Exception {
        var answers = new Answers();
        var recoveries = new ArrayList<Long>();
        var goingOn = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var clients = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                var client = client(port, journal, answers);
                clients.add(threads.submit(() -> client.sendWhile(goingOn::get)));
            }
            try {
                for (int i = 0; i < phase.kills(); i++) {
                    letPass(Duration.ofMillis(300 + random.nextInt(2_500)));
                    recoveries.add(killOnce(phase.part(), client(port, journal, answers)));
                }
            } finally {
                goingOn.set(false);
            }
            for (var client : clients) {
                client.get();
            }
        }
        return new Outcome(recoveries, answers);
    }

    private static long killOnce(Killed part, TrackingClient prober) throws Exception {
        part.kill();
        part.bringBack();
        var back = System.nanoTime();
        prober.sendUntilAcknowledged(TO_ACCEPT_AT_ALL);
        return Duration.ofNanos(System.nanoTime() - back).toMillis();
    }

    private TrackingClient client(int port, Journal journal, Answers answers) {
        return new TrackingClient(port, random.split(), journal, answers);
    }

    private static void letPass(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void check(Phase phase, Outcome outcome, KilledApplication application, Journal journal) throws Exception {
        var fates = journal.fates();
        var stored = stored(application);
        var lost = with(fates, Fate.ACKNOWLEDGED, stored, 0);
        var refusedButStored = fates.entrySet().stream()
                .filter(sent -> sent.getValue() == Fate.REFUSED && stored.containsKey(sent.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        var twice = stored.entrySet().stream()
                .filter(row -> row.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        print(phase, outcome, fates, stored, lost.size(), twice.size());
        assertThat(lost).as("acknowledged, but not stored").isEmpty();
        assertThat(twice).as("stored more than once").isEmpty();
        assertThat(refusedButStored).as("refused, but stored").isEmpty();
        // not isSubsetOf, which looks at every pair of a hundred thousand
        assertThat(stored.keySet().stream().filter(id -> !fates.containsKey(id)))
                .as("stored, but never sent")
                .isEmpty();
        assertThat(outcome.answers().wrong())
                .as(() -> "answers no client should get, with what the application said:\n" + errors(application))
                .isEmpty();
        assertThat(outcome.recoveries())
                .as("milliseconds until events are taken again")
                .allMatch(millis -> millis <= patience * phase.promised().toMillis());
    }

    /** What its log says about errors, with their causes. */
    private static String errors(KilledApplication application) {
        try (var lines = Files.lines(application.log())) {
            return lines.filter(line ->
                            line.contains(" ERROR ") || line.contains("Caused by") || line.contains("Suppressed"))
                    .limit(200)
                    .collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static List<String> with(Map<String, Fate> fates, Fate fate, Map<String, Long> stored, long times) {
        return fates.entrySet().stream()
                .filter(sent -> sent.getValue() == fate && stored.getOrDefault(sent.getKey(), 0L) == times)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Long> stored(KilledApplication application) throws Exception {
        try (var connection = application.running().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select message_id, count(*) from event group by message_id")) {
            var stored = new HashMap<String, Long>();
            while (rows.next()) {
                stored.put(rows.getString(1), rows.getLong(2));
            }
            return stored;
        }
    }

    private static void print(
            Phase phase, Outcome outcome, Map<String, Fate> fates, Map<String, Long> stored, int lost, int twice) {
        System.out.printf("%n%d kills of %s%n", phase.kills(), phase.part().name());
        line("events acknowledged so far", count(fates, Fate.ACKNOWLEDGED));
        line("  of them not stored", lost);
        line("events nobody answered for", count(fates, Fate.OPEN));
        line("  of them stored", with(fates, Fate.OPEN, stored, 1).size());
        line("events refused", count(fates, Fate.REFUSED));
        line("events stored more than once", twice);
        line("answers", outcome.answers().counts());
        line("milliseconds until events are taken again, median", quantile(outcome.recoveries(), 0.5));
        line("  at most (promised " + phase.promised().toMillis() + ")", quantile(outcome.recoveries(), 1));
    }

    private static void line(String what, @Nullable Object value) {
        System.out.printf("  %-52s %s%n", what, value);
    }

    private static long count(Map<String, Fate> fates, Fate fate) {
        return fates.values().stream().filter(fate::equals).count();
    }

    private static long quantile(List<Long> values, double share) {
        return values.stream().sorted().toList().get((int) (share * (values.size() - 1)));
    }
}
