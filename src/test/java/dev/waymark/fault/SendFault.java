package dev.waymark.fault;

import static dev.waymark.testing.Drawing.aJourney;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Drawing;
import dev.waymark.testing.RunningApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=SendFault}: the application dies at each place on the way of a message to its
 * provider and back. Everybody is sent three messages: by a provider that knows a message again, by one that does not,
 * and by a mail server.
 */
class SendFault {

    /** While a provider is asked it is the provider that knows the moment. */
    private static final String ASKED = "provider has taken it, no answer yet";

    /** From before it is decided that a message may be sent to after its step is completed. */
    private static final List<String> POINTS = List.of(
            "send.before-lease", "send.before-request", ASKED, "send.after-accept", "complete:Line", "complete:Sms");

    private static final List<String> CHANNELS = List.of("line", "sms", "email");
    private static final int LATEST_PASS = 20;

    /** How many messages of one channel are on their way at once, at most. */
    private static final int AT_ONCE = 12;

    /** What is sent while a start takes its time is little. */
    private static final int CLIENTS = 2;

    private static final Duration TO_SETTLE = Duration.ofMinutes(15);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldSendOnceWhereverTheSendDies() throws Exception {
        try (var providers = new Providers();
                var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), providers.settings())) {
            run.begin(threeMessages());
            run.load(CLIENTS);
            run.parts().application().kill();
            var kills = run.dieAtEach(POINTS, 20, LATEST_PASS, (point, pass) -> killAt(point, pass, providers, run));
            run.start("none").awaitWorking();
            run.quiesce();
            awaitSettled(run);
            run.check(kills + " kills at " + POINTS.size() + " points of a send");
            var sound = CHANNELS.stream()
                    .map(channel -> reckon(channel, providers, run))
                    .toList();
            assertThat(sound).extracting(Reckoning::channel).containsExactlyElementsOf(CHANNELS);
            assertThat(sound).allSatisfy(one -> {
                assertThat(one.twice())
                        .as("people who got two by " + one.channel())
                        .isZero();
                assertThat(one.accepted()).as("taken by " + one.channel()).isPositive();
                assertThat(one.taken()).isBetween(one.accepted(), one.accepted() + one.unknown());
                assertThat(one.unknown()).isLessThanOrEqualTo((long) kills * AT_ONCE);
            });
            assertThat(sound.getFirst().unknown())
                    .as("unknown where messages are known again")
                    .isZero();
        }
    }

    /**
     * What came of the messages of a channel.
     *
     * @param taken how many the provider has
     */
    private record Reckoning(String channel, long taken, long twice, long accepted, long unknown) {}

    private static void killAt(String point, int pass, Providers providers, StartRun run) throws Exception {
        RunningApplication dying;
        if (point.equals(ASKED)) {
            var asked = new AtomicInteger();
            dying = run.start("none");
            providers.behave(channel -> {
                if (asked.incrementAndGet() == pass) {
                    dying.kill();
                }
                return true;
            });
        } else {
            dying = run.start(point + "@" + pass);
        }
        StartRun.awaitDeath(dying, Duration.ofMinutes(2));
        providers.behave(channel -> true);
    }

    private static void awaitSettled(StartRun run) {
        run.parts()
                .awaitNone(
                        "people who are not through",
                        "select count(*) from enrolment e where e.status = 'RUNNING' and 3 >"
                                + " (select count(*) from message m where m.enrolment_id = e.id"
                                + " and m.status not in ('PENDING', 'SENDING'))",
                        TO_SETTLE);
    }

    private static Reckoning reckon(String channel, Providers providers, StartRun run) {
        var taken = providers.accepted(channel);
        var found = new Reckoning(
                channel,
                taken.values().stream().mapToLong(n -> n).sum(),
                taken.values().stream().filter(n -> n > 1).count(),
                messages(run, channel, "ACCEPTED"),
                messages(run, channel, "UNKNOWN"));
        StartRun.line(
                channel + ": taken, of them twice; ACCEPTED, UNKNOWN",
                "%d, %d; %d, %d".formatted(found.taken(), found.twice(), found.accepted(), found.unknown()));
        return found;
    }

    private static long messages(StartRun run, String channel, String status) {
        try {
            return run.parts()
                    .count("select count(*) from message where channel = '%s' and status = '%s'"
                            .formatted(channel, status));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Drawing threeMessages() {
        return aJourney()
                .task("Line", "send-message", sending("thank-you", "line"))
                .task("Sms", "send-message", sending("callback-missed", "sms"))
                .task("Mail", "send-message", sending("thank-you", "email"))
                .timer("Wait", "P30D")
                .end("End", "done")
                .path("Start", "Line", "Sms", "Mail", "Wait", "End");
    }

    private static String[] sending(String template, String channel) {
        return sending(template, channel, "order-service");
    }

    /** Headers of a step that sends at once, whatever the hour. */
    static String[] sending(String template, String channel, String topic) {
        return new String[] {"templateKey", template, "channel", channel, "topic", topic, "quietHours", "ignore"};
    }
}
