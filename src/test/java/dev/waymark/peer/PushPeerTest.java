package dev.waymark.peer;

import static dev.waymark.testing.Drawing.oneSend;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Waymark's own script for sites in a real Chromium, to what the browser shows. */
@WaymarkTest
class PushPeerTest {

    @ConfigProperty(name = "waymark.push.services")
    URI service;

    @Inject
    Database database;

    @Test
    void shouldBeAllowedSentEncryptedReadAndShown() throws Exception {
        // given
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        var journey = oneSend("running-low", "push", "order-service").published();
        var endpoint = service + "/push/" + ada.userId();

        // when
        var browser = CompletableFuture.supplyAsync(() -> open(ada));
        await().atMost(90, SECONDS).until(() -> browser.isDone() || isRegistered(endpoint));
        if (!browser.isDone()) {
            journey.enrols(ada);
        }

        // then
        var printed = browser.get(4, MINUTES);
        System.out.println(printed);
        assumeThat(printed).as(printed).doesNotContain("Skipped");
        assertThat(printed).contains("it was shown");
        assertThat(isRegistered(endpoint)).isFalse();
    }

    private boolean isRegistered(String endpoint) {
        return database.number("select count(*) from device where address = ?", endpoint) > 0;
    }

    private String open(Person person) {
        try {
            return NodeScript.run(
                    Map.of(),
                    "node",
                    "push.mjs",
                    "http://127.0.0.1:" + RestAssured.port,
                    Person.WRITE_KEY,
                    person.userId(),
                    person.userHash(),
                    Integer.toString(service.getPort()));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
