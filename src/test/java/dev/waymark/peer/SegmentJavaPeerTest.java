package dev.waymark.peer;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.TrackMessage;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The unmodified {@code com.segment.analytics.java:analytics}. */
@WaymarkTest
class SegmentJavaPeerTest {

    @Test
    void shouldSignSomebodyUp() {
        // given
        var person = Person.somebody();
        var analytics = Analytics.builder(Person.WRITE_KEY)
                .endpoint("http://127.0.0.1:" + RestAssured.port)
                .build();

        // when
        analytics.enqueue(IdentifyMessage.builder().userId(person.userId()).traits(Map.of("firstName", "Cleo")));
        analytics.enqueue(TrackMessage.builder("Signed Up").userId(person.userId()));
        analytics.flush();

        // then
        person.awaitAt("Gateway_ProgressOrSilence");
        analytics.shutdown();
    }
}
