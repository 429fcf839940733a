package dev.waymark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=WaitFault}: behaviour comes while a wait is armed, while it is open, at the very
 * moment its time is over, and after that, when the engine cannot know yet; each event arrives twice.
 */
class WaitFault {

    private static final Duration OPEN = Duration.ofSeconds(90);

    /** After an enrolment is acknowledged, which is about when its wait is armed; and around the deadline, to either side. */
    private static final Duration ARMING = Duration.ofMillis(300);

    private static final Duration RACE = Duration.ofMillis(250);

    /** More than reading the deadlines takes. */
    private static final Duration SURELY_LATE = Duration.ofMillis(50);

    private static final String USED = "used";
    private static final String SILENCE = "silence";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    /** When a person's behaviour comes. */
    private enum Moment {
        ARMING,
        OPEN,
        DEADLINE,
        LATE;

        static Moment of(String person) {
            return values()[Integer.parseInt(person.substring(person.lastIndexOf('-') + 1)) % values().length];
        }
    }

    @Test
    void shouldTakeOneBranchByTheMomentOfTheBehaviour() throws Exception {
        var people = Integer.getInteger("waymark.fault.people", 1_000);
        var seed = Long.getLong("waymark.fault.seed", 1);
        try (var run = new StartRun(folder, seed, Map.of())) {
            run.begin(RedeployFault.waiting(OPEN.toString()).end("EndUsed", USED));
            var random = new Random(seed);
            var names = Stream.generate(run.client()::nextPerson).limit(people).toList();
            whileTheBrokerIsThere(run, names, random);
            whileItIsAway(run, of(Moment.LATE, names), random);
            run.quiesce();
            reckon(people, outcomes(run), run);
        }
    }

    private static void whileTheBrokerIsThere(StartRun run, List<String> names, Random random) throws Exception {
        var pauses = new HashMap<String, Long>();
        names.forEach(name -> pauses.put(name, (long) (random.nextDouble() * ARMING.toNanos())));
        var inTime = names.stream()
                .filter(person -> Moment.of(person) != Moment.LATE)
                .toList();
        run.forEach(inTime, person -> {
            run.client().enrol(person);
            if (Moment.of(person) == Moment.ARMING) {
                LockSupport.parkNanos(pauses.get(person));
                twice(run, person);
            }
        });
        awaitArmed(run);
        run.forEach(of(Moment.OPEN, names), person -> twice(run, person));
        var atDeadline = of(Moment.DEADLINE, names);
        nearTheDeadline(run, atDeadline, () -> (2 * random.nextDouble() - 1) * RACE.toMillis());
        awaitEnded(run);
    }

    /** Nobody takes the timeout's branch yet when behaviour comes that is too late. */
    private static void whileItIsAway(StartRun run, List<String> late, Random random) throws Exception {
        run.forEach(late, person -> run.client().enrol(person));
        awaitArmed(run);
        var broker = run.parts().broker();
        broker.kill();
        nearTheDeadline(run, late, () -> SURELY_LATE.toMillis() + random.nextDouble() * RACE.toMillis());
        broker.bringBack();
        awaitEnded(run);
    }

    private static void awaitArmed(StartRun run) {
        run.parts()
                .awaitNone(
                        "enrolments whose wait is not armed yet",
                        "select count(*) from enrolment e where not exists (select 1 from wait w"
                                + " where w.enrolment_id = e.id and w.element_id = 'Listen')",
                        OPEN.dividedBy(2));
    }

    private static void awaitEnded(StartRun run) {
        run.parts()
                .awaitNone(
                        "enrolments that have not ended",
                        "select count(*) from enrolment where status <> 'COMPLETED'",
                        OPEN.plusMinutes(2));
    }

    private static void twice(StartRun run, String person) {
        run.client().track(person, RedeployFault.EVENT);
        run.client().track(person, RedeployFault.EVENT);
    }

    private static List<String> of(Moment moment, List<String> people) {
        return people.stream().filter(person -> Moment.of(person) == moment).toList();
    }

    /** Each at a moment near the deadline of their own wait, so many milliseconds after it. */
    private static void nearTheDeadline(StartRun run, List<String> people, DoubleSupplier aside) throws Exception {
        var lefts = run.parts().texts("""
                select i.value || ' ' || cast(1000 * extract(epoch from w.deadline - clock_timestamp()) as bigint)
                from wait w join enrolment e on e.id = w.enrolment_id
                join identity i on i.profile_id = e.profile_id and i.kind = 'user'
                where w.element_id = 'Listen' and w.status = 'ARMED'""");
        var asked = System.nanoTime();
        var due = new HashMap<String, Long>();
        for (var one : lefts) {
            var person = one.substring(0, one.indexOf(' '));
            var left = Long.parseLong(one.substring(one.indexOf(' ') + 1));
            due.put(person, asked + (long) ((left + aside.getAsDouble()) * 1e6));
        }
        due.keySet().retainAll(people);
        assertThat(due).as("people whose wait is open").hasSameSizeAs(people);
        var byMoment = due.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        run.forEach(byMoment, person -> {
            for (var left = due.get(person) - System.nanoTime(); left > 0; left = due.get(person) - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            twice(run, person);
        });
    }

    /** By moment, branch taken, and whether the wait was ended by behaviour: how many. */
    private static Map<String, Integer> outcomes(StartRun run) throws Exception {
        var found = new HashMap<String, Integer>();
        for (var one : run.parts().texts("""
                select i.value || ' ' || e.outcome || ' ' || w.status
                from enrolment e join wait w on w.enrolment_id = e.id and w.element_id = 'Listen'
                join identity i on i.profile_id = e.profile_id and i.kind = 'user'""")) {
            var parts = one.split(" ");
            found.merge(Moment.of(parts[0]) + " " + parts[1] + " " + parts[2], 1, Integer::sum);
        }
        return found;
    }

    private static void reckon(int people, Map<String, Integer> outcomes, StartRun run) throws Exception {
        run.check("behaviour before, while and after a wait of " + OPEN.toSeconds() + " s");
        for (var moment : Moment.values()) {
            StartRun.line(
                    moment + ": used, silence, ended by behaviour but silence",
                    "%d, %d, %d"
                            .formatted(
                                    count(outcomes, moment, USED, "HIT"),
                                    count(outcomes, moment, SILENCE, "CLOSED"),
                                    count(outcomes, moment, SILENCE, "HIT")));
        }
        assertThat(outcomes.keySet())
                .as("moment, branch, and how the wait ended")
                .isSubsetOf(
                        "ARMING used HIT",
                        "OPEN used HIT",
                        "DEADLINE used HIT",
                        "DEADLINE silence CLOSED",
                        "DEADLINE silence HIT",
                        "LATE silence CLOSED");
        assertThat(outcomes)
                .containsKeys(
                        "ARMING used HIT",
                        "OPEN used HIT",
                        "DEADLINE used HIT",
                        "DEADLINE silence CLOSED",
                        "LATE silence CLOSED");
        assertThat(count(outcomes, Moment.DEADLINE, SILENCE, "HIT"))
                .as("the engine was told too late of what came in time")
                .isLessThanOrEqualTo(people / 100);
        assertThat(outcomes.values().stream().mapToInt(count -> count).sum()).isEqualTo(people);
        var late = run.parts()
                .count("select count(*) from wait w join event e on e.seq = w.hit_seq"
                        + " where w.element_id = 'Listen' and e.received_at > w.deadline");
        StartRun.line("waits ended by behaviour after their deadline", late);
        assertThat(late).as("ended by what came too late").isZero();
    }

    private static int count(Map<String, Integer> outcomes, Moment moment, String branch, String wait) {
        return outcomes.getOrDefault(moment + " " + branch + " " + wait, 0);
    }
}
