package dev.waymark.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.template.LiveTemplates;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WaymarkTest
class UnsubscribableTemplatesTest {

    private static final Map<String, String> SOUND = Map.of(
            "meta.yaml",
            "title: News\nparameters:\n  leave: {from: message.unsubscribe}\n",
            "en/email/subject.txt",
            "News",
            "en/email/body.html",
            "<html><body><p>News. <a href=\"{leave}\">No more</a></p></body></html>",
            "en/email/body.txt",
            "News. No more: {leave}");

    private final WrittenTemplate template = new WrittenTemplate("test-" + UUID.randomUUID());

    @Inject
    UnsubscribableTemplates unsubscribable;

    @Inject
    LiveTemplates live;

    @Test
    void shouldBeThoseWhoseMailsHaveAWayOut() {
        assertThat(unsubscribable.keys())
                .contains("beginner-guide", "thanks-again")
                .doesNotContain("thank-you", "callback-missed");
    }

    @Test
    void shouldNotBeOneOfWhichABodyHasNone() {
        goesLive(SOUND);
        assertThat(unsubscribable.keys()).contains(template.key());

        var halfSaid = new HashMap<>(SOUND);
        halfSaid.put("en/email/body.txt", "News, and nothing else.");
        goesLive(halfSaid);

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(unsubscribable.keys()).doesNotContain(template.key()));
    }

    private void goesLive(Map<String, String> files) {
        template.goesLiveWith(files);
        await().atMost(20, SECONDS).until(() -> live.find(template.key()).isPresent());
    }
}
