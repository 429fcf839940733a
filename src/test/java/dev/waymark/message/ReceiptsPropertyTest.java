package dev.waymark.message;

import static dev.waymark.message.Mailing.journey;
import static dev.waymark.message.Mailing.sent;
import static dev.waymark.message.Mailing.somebody;
import static dev.waymark.message.Mailing.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.BusinessClock;
import dev.waymark.testing.Callbacks;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** F08: shuffled and repeated callbacks leave the same state as each once and in order. */
@WaymarkTest
@DisplayName("Callbacks in whatever order and however often")
class ReceiptsPropertyTest {

    private static final String SERVICE = "order-service";

    @Inject
    Database database;

    @Inject
    BusinessClock clock;

    private Drawing bySms;
    private Drawing byMail;

    @BeforeEach
    void draw() {
        bySms = journey(words(), "sms", SERVICE);
        byMail = journey(words(), "email", SERVICE);
    }

    @RepeatedTest(2)
    void shouldLeaveTheSameState(RepetitionInfo repetition) {
        var seed = 47 * repetition.getCurrentRepetition();
        var random = new Random(seed);
        var inOrder = new Story();
        var shuffled = new Story();

        inOrder.callbacks().forEach(Runnable::run);
        var often = new ArrayList<Runnable>();
        shuffled.callbacks().forEach(one -> often.addAll(Collections.nCopies(1 + random.nextInt(50), one)));
        Collections.shuffle(often, random);
        often.forEach(Runnable::run);

        assertThat(shuffled.state())
                .as("seed %d, %d callbacks", seed, often.size())
                .isEqualTo(inOrder.state());
        assertThat(inOrder.state().toString())
                .contains("BOUNCED 5.1.1", "SMS Delivered", "proven-by-receipt", "email stopped", "line free");
    }

    /** One person who gets a mail and a short message, and what is told of them. */
    private final class Story {

        private final Mailing sms;
        private final Mailing mail;

        Story() {
            var person = somebody("Ada");
            sms = sent(bySms, person, database);
            mail = sent(byMail, person, database);
            database.run(
                    "update message set provider_id = ?, status = 'UNKNOWN', reason = 'interrupted' where id = ?",
                    "SM" + sms.id(),
                    sms.id());
        }

        List<Runnable> callbacks() {
            var now = clock.instant();
            return List.of(
                    () -> sms("sent", ""),
                    () -> sms("delivered", ""),
                    () -> sms("undelivered", "30003"),
                    () -> sms("failed", "30005"),
                    () -> incoming("Hello", "SMone"),
                    () -> incoming("STOP", "SMtwo"),
                    () -> incoming("Hello again", "SMthree"),
                    () -> line("message", "L1", now.toEpochMilli() - 5_000),
                    () -> line("unfollow", "L2", now.toEpochMilli() - 4_000),
                    () -> line("follow", "L3", now.toEpochMilli() - 3_000),
                    () -> line("unfollow", "L4", now.toEpochMilli() - 2_000),
                    () -> line("follow", "L5", now.toEpochMilli() - 1_000),
                    () -> mail(Reports.bounce(mail, "4.4.1", now.minusSeconds(50))),
                    () -> mail(Reports.bounce(mail, "2.0.0", now.minusSeconds(40))),
                    () -> mail(Reports.bounce(mail, "5.1.1", now.minusSeconds(30))),
                    () -> mail(Reports.complaint(mail, now.minusSeconds(20))),
                    () -> mail(Reports.delivery(mail, "delayed", "4.4.1", now.minusSeconds(10))));
        }

        private void sms(String status, String code) {
            Callbacks.sms(
                            "/v1/callbacks/sms/status",
                            Map.of("MessageSid", "SM" + sms.id(), "MessageStatus", status, "ErrorCode", code))
                    .then()
                    .statusCode(204);
        }

        private void incoming(String body, String id) {
            var form = Map.of("MessageSid", id + digits(), "From", trait("phone"), "Body", body);
            Callbacks.sms("/v1/callbacks/sms/incoming", form).then().statusCode(200);
        }

        private void line(String type, String id, long at) {
            Callbacks.line("""
                            {"events": [{"type": "%s", "webhookEventId": "%s", "timestamp": %d,
                             "source": {"type": "user", "userId": "%s"}}]}
                            """.formatted(type, id + digits(), at, trait("lineId")))
                    .then()
                    .statusCode(204);
        }

        private void mail(String report) {
            Callbacks.email(report, clock.real().instant()).then().statusCode(204);
        }

        private String digits() {
            return sms.id().toString().replace("-", "");
        }

        private String trait(String name) {
            return database.text(
                    "select traits ->> ? from profile where id = ?", name, database.profileOf(sms.person()));
        }

        List<List<String>> state() {
            var profile = database.profileOf(sms.person());
            return List.of(
                    sms.receipts(),
                    mail.receipts(),
                    sms.events(),
                    database.texts(
                            "select status || coalesce(' ' || reason, '') from message where profile_id = ? order by created_at",
                            profile),
                    database.texts(
                            "select channel || case when stopped then ' stopped ' else ' free ' end || reason"
                                    + " from suppressed_address where profile_id = ? order by 1",
                            profile),
                    database.texts(
                            "select kind || coalesce(' ' || detail, '') from receipt where profile_id = ? order by 1",
                            profile),
                    database.texts(
                            "select topic || ' ' || channel || ' ' || given from consent where profile_id = ? order by 1",
                            profile));
        }
    }
}
