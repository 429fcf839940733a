package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("People who wait for another system")
class TurnsTest {

    private static final int PLACES = 6;

    private static final Turns.Pace QUICK =
            new Turns.Pace(2, 3, Duration.ofMillis(200), Duration.ofMillis(5), Duration.ofMillis(250), Duration.ZERO);

    /** Quick, and waited for longer than a test takes. */
    private static final Turns.Pace PATIENT =
            new Turns.Pace(2, 3, Duration.ofMinutes(1), Duration.ofMillis(5), Duration.ofMillis(250), Duration.ZERO);

    private static final Turns.Pace PACE = Turns.Pace.slow(2, Duration.ofMillis(25), Duration.ofMillis(250));

    private final SetClock clock = new SetClock();
    private final WaitingLine line = new WaitingLine("shop", PACE, clock);
    private final Turns turns = new Turns(PLACES, system -> PACE, clock);

    /** Stands where it is put. */
    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2027-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private record Moment(Instant at, UUID person, boolean ends) {}

    @ParameterizedTest(name = "{0} people, an answer takes {1}")
    @CsvSource({"10000, PT0.005S, PT10M", "10000, PT0.05S, PT10M", "1000, PT0.5S, PT15M", "40, PT10S, PT5M"})
    void shouldComeBackFewAtATimeAndAllBeServed(int people, Duration answer, Duration within) {
        // given all of them at one step at once
        var begin = clock.instant();
        var moments = new PriorityQueue<Moment>(Comparator.comparing(Moment::at));
        IntStream.range(0, people).forEach(i -> moments.add(new Moment(begin, UUID.randomUUID(), false)));
        var comingBack = new TreeMap<Long, Integer>();
        Set<UUID> served = new HashSet<>();

        // when
        while (!moments.isEmpty()) {
            var moment = moments.remove();
            clock.now = moment.at();
            if (moment.ends()) {
                line.heard(moment.person(), true);
                line.leave(moment.person());
                served.add(moment.person());
                continue;
            }
            if (clock.now.isAfter(begin)) {
                comingBack.merge(Duration.between(begin, clock.now).toSeconds(), 1, Integer::sum);
            }
            var entered = line.enter(moment.person());
            moments.add(new Moment(clock.now.plus(entered ? answer : line.lineUp()), moment.person(), entered));
        }

        // then
        assertThat(served).hasSize(people);
        assertThat(comingBack.values()).allMatch(each -> each <= 42);
        assertThat(Duration.between(begin, clock.now)).isLessThan(within);
    }

    @Test
    void shouldNotBeCalledAboutTwiceAtOnce() {
        var ada = UUID.randomUUID();

        assertThat(line.enter(ada)).isTrue();
        assertThat(line.enter(ada)).isFalse();
        line.leave(ada);

        assertThat(line.enter(ada)).isTrue();
    }

    @Test
    void shouldLeaveASystemAloneThatFailsAgainAndAgainAndThenSendOne() {
        // given
        fails(4);
        assertThat(line.isFailing()).isFalse();
        fails(1);
        assertThat(line.isFailing()).isTrue();
        assertThat(enters()).isFalse();
        assertThat(line.lineUp()).isGreaterThan(Duration.ofSeconds(10));

        // when
        clock.now = clock.now.plusSeconds(10);

        // then
        assertThat(enters()).isTrue();
        assertThat(enters()).isFalse();
    }

    @Test
    void shouldWaitLongerEachTimeItFailsAgainButNotForEver() {
        fails(5);
        assertThat(rest()).isEqualTo(Duration.ofSeconds(10));
        fails(1);
        assertThat(rest()).isEqualTo(Duration.ofSeconds(20));
        fails(1);
        assertThat(rest()).isEqualTo(Duration.ofSeconds(40));
        for (var i = 0; i < 10; i++) {
            fails(1);
            rest();
        }
        fails(1);
        assertThat(rest()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldTakeCallsThatFailTogetherForOneFailure() {
        fails(5);
        fails(20);

        assertThat(rest()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void shouldNotComeBackBeforeTheSystemAsksForItBecauseAnotherCallFails() {
        fails(4);
        line.leaveAlone(Duration.ofHours(1));
        fails(1);

        assertThat(rest()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldGoOnAsBeforeOnceItAnswers() {
        // given
        fails(7);
        rest();

        // when
        var probe = UUID.randomUUID();
        assertThat(line.enter(probe)).isTrue();
        line.heard(probe, true);
        line.leave(probe);

        // then
        assertThat(enters()).isTrue();
        assertThat(enters()).isTrue();
        assertThat(enters()).isFalse();
    }

    @Test
    void shouldNotTakeAllThreadsHoweverManySystemsThereAre() {
        assertThat(nested(0)).isEqualTo(PLACES);
        assertThat(nested(0)).as("places are given back").isEqualTo(PLACES);
    }

    @Test
    void shouldGiveThePlaceBackWhereTheCallBreaks() {
        for (var i = 0; i < 20; i++) {
            try {
                turns.take("shop", UUID.randomUUID(), () -> {
                    throw new IllegalStateException("broken");
                });
            } catch (IllegalStateException broken) {
                assertThat(broken).hasMessage("broken");
            }
        }

        assertThat(turns.take("shop", UUID.randomUUID(), () -> {})).isEmpty();
    }

    @Test
    void shouldBeHeldUpByTheirOwnSystemOnly() {
        for (var i = 0; i < 5; i++) {
            var person = UUID.randomUUID();
            turns.take("shop", person, () -> turns.heard("shop", person, false));
        }

        assertThat(turns.take("shop", UUID.randomUUID(), () -> {})).isPresent();
        assertThat(turns.take("till", UUID.randomUUID(), () -> turns.heard("till", UUID.randomUUID(), true)))
                .isEmpty();
    }

    @Test
    void shouldNotBeMoreThanTheSystemTakesInASecond() {
        // given
        var slow = new WaitingLine(
                "sms",
                new Turns.Pace(
                        6, 6, Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(250), Duration.ofMillis(100)),
                clock);

        // when
        var entered = new int[30];
        for (var tenth = 0; tenth < 300; tenth++) {
            var person = UUID.randomUUID();
            if (slow.enter(person)) {
                entered[tenth / 10]++;
                slow.leave(person);
            }
            if (tenth % 10 != 0 || tenth > 10) {
                clock.now = clock.now.plusMillis(tenth < 10 ? 0 : 20);
            }
        }

        // then no more than ten in a second, and one at a time
        assertThat(entered[0]).isOne();
        assertThat(Arrays.stream(entered).sum()).isBetween(55, 60);
    }

    @Test
    void shouldLeaveASystemAloneForAsLongAsItAsksFor() {
        line.leaveAlone(Duration.ofSeconds(30));

        assertThat(rest()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldHoldUpFewThreadsAsSoonAsTheSystemIsSlow() {
        // given a quick one that takes many at once
        var mail = new WaitingLine("mail", QUICK, clock);
        var people = Stream.generate(UUID::randomUUID).limit(3).toList();
        assertThat(people).allMatch(mail::enter);
        assertThat(mail.enter(UUID.randomUUID())).as("only three").isFalse();
        mail.leave(people.getFirst());

        // when the others get no answer
        clock.now = clock.now.plusMillis(300);

        // then there is no third place
        assertThat(mail.enter(UUID.randomUUID())).isFalse();
        mail.leave(people.getLast());
        assertThat(mail.enter(UUID.randomUUID())).isTrue();
    }

    @Test
    void shouldWaitAMomentForAPlaceOfAQuickSystem() throws Exception {
        // given
        var mail = new WaitingLine("mail", PATIENT, clock);
        var people = Stream.generate(UUID::randomUUID).limit(3).toList();
        assertThat(people).allMatch(mail::enter);

        // when
        var waiting = waiting(mail, UUID.randomUUID());
        mail.leave(people.getFirst());

        // then
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldWaitAMomentWhileAQuickSystemIsCalledAboutTheSamePerson() throws Exception {
        // given
        var mail = new WaitingLine("mail", PATIENT, clock);
        var ada = UUID.randomUUID();
        assertThat(mail.enter(ada)).isTrue();

        // when
        var waiting = waiting(mail, ada);
        assertThat(waiting).isNotDone();
        mail.leave(ada);

        // then
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Enters on a thread of its own, which waits by now. */
    private static Future<Boolean> waiting(WaitingLine line, UUID person) {
        var entering = new FutureTask<>(() -> line.enter(person));
        var thread = Thread.ofPlatform().start(entering);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return entering;
    }

    /** How many calls of as many systems are on their way at once. */
    private int nested(int depth) {
        var deepest = new int[] {depth};
        turns.take("hook-" + depth, UUID.randomUUID(), () -> deepest[0] = nested(depth + 1));
        return deepest[0];
    }

    private boolean enters() {
        return line.enter(UUID.randomUUID());
    }

    /** Until the webhook is asked again, which the clock is put to. */
    private Duration rest() {
        var begin = clock.now;
        var person = UUID.randomUUID();
        while (!line.enter(person)) {
            clock.now = clock.now.plusSeconds(1);
        }
        line.leave(person);
        return Duration.between(begin, clock.now);
    }

    private void fails(int times) {
        for (var i = 0; i < times; i++) {
            var person = UUID.randomUUID();
            line.enter(person);
            line.heard(person, false);
            line.leave(person);
        }
    }
}
