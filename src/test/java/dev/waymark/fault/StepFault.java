package dev.waymark.fault;

import static dev.waymark.testing.Drawing.aJourney;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=StepFault}: for one step in twenty the worker is slower than the engine waits for
 * it, so that somebody else gets the step while the first is still at it.
 */
class StepFault {

    /** Longer than a step may take before the engine gives it out again. */
    private static final String TOO_LONG = "35s";

    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldSendOnceAlthoughWorkersAreTooSlow() throws Exception {
        var people = Integer.getInteger("waymark.fault.people", 400);
        mail.start();
        var settings = Map.of(
                "WAYMARK_EMAIL_SMTP_HOST",
                "127.0.0.1",
                "WAYMARK_EMAIL_SMTP_PORT",
                String.valueOf(mail.getSmtp().getPort()),
                "WAYMARK_FAULT_SLOW_AT",
                "complete:Send@20",
                "WAYMARK_FAULT_SLOW_FOR",
                TOO_LONG);
        try (var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), settings)) {
            run.begin(aJourney()
                    .with("goal", "order")
                    .task(
                            "Send",
                            "send-message",
                            "templateKey",
                            "beginner-guide",
                            "channel",
                            "email",
                            "topic",
                            "onboarding")
                    .timer("Wait", "P30D")
                    .end("End", "done")
                    .path("Start", "Send", "Wait", "End"));
            var enrolled = run.enrol(people);
            run.quiesce();
            run.parts()
                    .awaitNone(
                            "messages that are not settled",
                            "select " + people + " - count(*) from message where status = 'ACCEPTED'",
                            Duration.ofMinutes(10));
            run.check("every 20th of " + people + " sends slower than the engine waits");
            var mails = Arrays.stream(mail.getReceivedMessages())
                    .collect(Collectors.groupingBy(StepFault::recipient, Collectors.counting()));
            StartRun.line(
                    "mails, people who got one",
                    mails.values().stream().mapToLong(n -> n).sum() + ", " + mails.size());
            assertThat(mails).hasSize(enrolled.size());
            assertThat(mails.values()).as("mails to one person").containsOnly(1L);
        } finally {
            mail.stop();
        }
    }

    private static String recipient(MimeMessage received) {
        try {
            return received.getAllRecipients()[0].toString();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
