package dev.waymark.segment;

import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sendsBatch;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events that rules raise: by what somebody did, and by time alone. */
@WaymarkTest
class SignalTest {

    private static final String EVENT = "Recency Falling";

    @Inject
    Clock clock;

    @Inject
    Database database;

    @Test
    void shouldRaiseItsEventOnceWhileItIsOn() {
        // given
        var ada = Person.somebody();

        // when
        ordered(ada, 29);
        assertThat(raised(ada)).isOne();
        ordered(ada, 29);

        // then
        assertThat(raised(ada)).isOne();
        assertThat(database.text(
                        "select properties ->> 'reason' from event where source = 'waymark' and profile_id = ?",
                        database.profileOf(ada)))
                .isEqualTo("3 days or less until recency falls from 5 to 4");
        assertThat(database.number(
                        "select count from event_summary where name = '" + EVENT + "' and profile_id = ?",
                        database.profileOf(ada)))
                .as("it counts like any other event")
                .isOne();
    }

    @Test
    void shouldRaiseItWhenTimeAloneSwitchesItOnAndAgainAfterItWasOff() {
        // given
        var ben = Person.somebody();
        ordered(ben, 26);
        assertThat(raised(ben)).isZero();

        // when
        letPass("PT72H");

        // then
        await().atMost(20, SECONDS).until(() -> raised(ben) == 1);

        // when
        letPass("PT240H");
        await().atMost(20, SECONDS).until(() -> on(ben) == 0);
        ordered(ben, 29);

        // then
        assertThat(raised(ben)).isEqualTo(2);
    }

    private void ordered(Person person, int daysAgo) {
        sendsBatch(List.of(Map.of(
                "type",
                "track",
                "messageId",
                UUID.randomUUID().toString(),
                "userId",
                person.userId(),
                "event",
                "Order Completed",
                "properties",
                Map.of("order_id", UUID.randomUUID().toString(), "total", 10),
                "timestamp",
                clock.instant().minus(Duration.ofDays(daysAgo)).toString())));
    }

    private long raised(Person person) {
        return database.number(
                "select count(*) from event where source = 'waymark' and name = '" + EVENT + "' and profile_id = ?",
                database.profileOf(person));
    }

    private long on(Person person) {
        return database.number("select count(*) from signal_on where profile_id = ?", database.profileOf(person));
    }
}
