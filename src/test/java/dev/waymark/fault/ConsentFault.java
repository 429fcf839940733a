package dev.waymark.fault;

import static dev.waymark.testing.Drawing.aJourney;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=ConsentFault}: people take back their consent while their message is queued, being
 * decided about, on the wire or tried again at a slow provider that refuses every fifth at first.
 */
class ConsentFault {

    private static final String TOPIC = "onboarding";
    private static final Duration PROVIDER_TIME = Duration.ofMillis(200);

    /** From the moment it is decided to the provider's door; promised is 10 s to the provider's answer. */
    private static final Duration ON_THE_WIRE = Duration.ofSeconds(1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldSendNothingAfterConsentWasTakenBack() throws Exception {
        var people = Integer.getInteger("waymark.fault.people", 600);
        try (var providers = new Providers();
                var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), providers.settings())) {
            var asked = new AtomicInteger();
            providers.behave(channel -> {
                LockSupport.parkNanos(PROVIDER_TIME.toNanos());
                return asked.incrementAndGet() % 5 != 0;
            });
            run.begin(aJourney()
                    .task("Send", "send-message", SendFault.sending("callback-missed", "sms", TOPIC))
                    .timer("Wait", "P30D")
                    .end("End", "done")
                    .path("Start", "Send", "Wait", "End"));
            var enrolled = run.enrol(people);
            var takenBack = takenBack(enrolled, run);
            run.quiesce();
            run.parts()
                    .awaitNone(
                            "messages that are not settled",
                            "select " + people + " - count(*) from message where status in ('ACCEPTED', 'SKIPPED')",
                            Duration.ofMinutes(5));
            run.check("consent taken back by " + people + " people around the moment of their message");
            var before = new AtomicInteger();
            var after = new HashMap<String, Duration>();
            providers.acceptedBySms().forEach(accept -> {
                var since = Duration.ofNanos(accept.asked() - takenBack.get(accept.recipient()));
                if (since.isPositive()) {
                    after.put(accept.recipient(), since);
                } else {
                    before.incrementAndGet();
                }
            });
            StartRun.line(
                    "sent before, on the wire, not sent",
                    "%d, %d, %d"
                            .formatted(
                                    before.get(),
                                    after.size(),
                                    run.parts().count("select count(*) from message where status = 'SKIPPED'")));
            StartRun.line(
                    "longest on the wire",
                    after.values().stream().max(Duration::compareTo).orElse(Duration.ZERO));
            StartRun.line("why not sent", reasons(run));
            assertThat(before).as("some are early enough").hasPositiveValue();
            assertThat(providers.accepted("sms").values())
                    .as("messages to one person")
                    .containsOnly(1L);
            assertThat(after.values()).allSatisfy(late -> assertThat(late).isLessThan(ON_THE_WIRE));
            assertThat(before.get() + after.size())
                    .isEqualTo(run.parts().count("select count(*) from message where status = 'ACCEPTED'"));
        }
    }

    /** Acknowledged when, in nanoseconds of the same clock as the ledger, by the person's number; spread over the time that all messages take. */
    private static Map<String, Long> takenBack(List<String> people, StartRun run) throws Exception {
        var acknowledged = new ConcurrentHashMap<String, Long>();
        run.forEach(people, person -> {
            new Person(person).says(TOPIC, "sms", false);
            acknowledged.put(Recipient.of(person).phone(), System.nanoTime());
        });
        return acknowledged;
    }

    private static String reasons(StartRun run) throws Exception {
        try (var connection = run.parts().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select reason, count(*) from message where status = 'SKIPPED' group by 1")) {
            var reasons = new HashMap<String, Long>();
            while (rows.next()) {
                reasons.put(rows.getString(1), rows.getLong(2));
            }
            return reasons.entrySet().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        }
    }
}
