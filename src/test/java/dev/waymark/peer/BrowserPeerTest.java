package dev.waymark.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A newcomer's path through the pages, in a real Chromium. */
@WaymarkTest
class BrowserPeerTest {

    @Test
    void shouldLeadANewcomerFromTheStartPageToTheMail() throws Exception {
        // given
        var ada = Person.signedUp("Ada").awaitAt("Gateway_ProgressOrSilence");

        // when
        var printed = NodeScript.run(
                Map.of("E2E_USER_ID", ada.userId(), "E2E_FIRST_NAME", "Ada"),
                "node",
                "console.mjs",
                "http://127.0.0.1:" + RestAssured.port,
                Path.of("target/screenshots").toAbsolutePath().toString());

        // then
        System.out.println(printed);
        assumeThat(printed).as(printed).contains(" passed");
        assertThat(printed).contains(" 0 failed");
    }
}
