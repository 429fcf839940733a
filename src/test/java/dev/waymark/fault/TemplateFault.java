package dev.waymark.fault;

import static dev.waymark.testing.Drawing.aJourney;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WrittenTemplate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=TemplateFault}: a template cannot be written for one person in a hundred. Exactly those
 * get nothing, with the reason; nobody else notices, and no step is left standing.
 */
class TemplateFault {

    private static final String TRAP = "{#if firstName == 'Missing'}{firstName.nothing}{/if}";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldSkipExactlyThoseForWhomItFails() throws Exception {
        var people = Integer.getInteger("waymark.fault.people", 2_000);
        try (var providers = new Providers();
                var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), providers.settings())) {
            run.begin(aJourney()
                    .task("Send", "send-message", SendFault.sending("beginner-guide", "email", "onboarding"))
                    .timer("Wait", "P30D")
                    .end("End", "done")
                    .path("Start", "Send", "Wait", "End"));
            setTheTrap();
            var enrolled = run.enrol(people);
            run.quiesce();
            run.parts()
                    .awaitNone(
                            "messages that are not settled",
                            "select " + people + " - count(*) from message where status in ('ACCEPTED', 'SKIPPED')",
                            Duration.ofMinutes(5));
            run.check("a template that fails for one in a hundred of " + people);
            var skipped = run.parts()
                    .count("select count(*) from message where status = 'SKIPPED'"
                            + " and reason like 'template-failed: beginner-guide/en%'");
            var incidents = run.parts().count("select count(*) from engine_record where intent = 'CREATED'");
            StartRun.line(
                    "mails, skipped, incidents",
                    "%d, %d, %d".formatted(providers.accepted("email").size(), skipped, incidents));
            var odd = enrolled.stream()
                    .map(Recipient::of)
                    .filter(Recipient::isOdd)
                    .count();
            var others = enrolled.stream()
                    .map(Recipient::of)
                    .filter(one -> !one.isOdd())
                    .map(Recipient::email)
                    .collect(Collectors.toSet());
            assertThat(odd).isPositive();
            assertThat(skipped).isEqualTo(odd);
            assertThat(incidents).isZero();
            assertThat(providers.accepted("email").keySet()).isEqualTo(others);
            assertThat(providers.accepted("email").values()).containsOnly(1L);
        }
    }

    private static void setTheTrap() {
        var guide = new WrittenTemplate("beginner-guide");
        var files = new HashMap<>(guide.version(guide.live()).<String, String>getMap("files"));
        files.compute("en/email/body.txt", (path, text) -> text + TRAP);
        guide.goesLiveWith(files);
    }
}
