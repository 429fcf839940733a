package dev.waymark.message;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.channel.SendResult;
import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepJob;
import dev.waymark.offer.Codes;
import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A message with a code from a pool")
class PooledMessageTest {

    private static final SendTerms TERMS = new SendTerms("onboarding", SendTerms.QuietHours.IGNORE, null);

    @Inject
    Codes codes;

    @Inject
    MessageLedger ledger;

    @Inject
    MessageLeases leases;

    @Inject
    MessageAnswers answers;

    @Inject
    MessageProof proof;

    @Inject
    EnrolmentClaim claim;

    @Inject
    Database database;

    @BeforeEach
    void empty() {
        database.run("delete from code where from_pool");
        database.run("delete from pool_code");
    }

    @Test
    void shouldBeSkippedOrGoWithoutWhenThereIsNone() {
        // given
        var skipping = sending("partner-gift").published();
        var without = sending("partner-hint").published();
        var ada = somebody();

        // when
        skipping.enrols(ada).then().statusCode(202);
        without.enrols(ada).then().statusCode(202);
        skipping.awaitOutcome(ada, "done");
        without.awaitOutcome(ada, "done");

        // then
        assertThat(trace(skipping, ada).getString("messages[0].status")).isEqualTo("SKIPPED");
        assertThat(trace(skipping, ada).getString("messages[0].reason")).isEqualTo("codes-exhausted");
        assertThat(trace(without, ada).getString("messages[0].status")).isEqualTo("ACCEPTED");
        assertThat(database.text(
                        "select text from mailbox_mail where message_id = ?",
                        UUID.fromString(trace(without, ada).getString("messages[0].id"))))
                .contains("Your code: ask us in the shop");
    }

    @Test
    void shouldGiveItsCodeBackWhenItIsNotSentAndConfirmItWhenItIs() {
        // given
        fill("BACK-0001", "SENT-0001");
        var journey = aJourney()
                .timer("Wait", "PT1H")
                .task("Send", "send-message", "templateKey", "partner-gift", "channel", "email", "topic", "onboarding")
                .end("End", "Done")
                .path("Start", "Wait", "Send", "End")
                .published();
        var ada = somebody();
        var ben = somebody();
        journey.enrols(ada).then().statusCode(202);
        journey.enrols(ben).then().statusCode(202);
        journey.awaitAt(ada, "Wait").awaitAt(ben, "Wait");
        ben.says("onboarding", "email", false);

        // when
        letPass("PT1H");
        journey.awaitOutcome(ada, "done").awaitOutcome(ben, "done");

        // then
        assertThat(trace(journey, ben).getString("messages[0].reason")).isEqualTo("no-consent");
        assertThat(database.number("select count(*) from code where from_pool")).isOne();
        assertThat(database.text("select status from code where from_pool")).isEqualTo("CONFIRMED");
        assertThat(database.texts("select code from pool_code where taken_at is null"))
                .hasSize(1)
                .doesNotContain(trace(journey, ada).getString("messages[0].code"));
    }

    @Test
    void shouldGiveItBackWhenItWasRefusedAndKeepItWhereNobodyKnows() {
        // given
        fill("ONLY-0001");
        var ada = somebody();
        var job = standing(ada);
        ledger.intend(job, "partner-gift", "email", TERMS);
        var message = leased(job, ada);

        // when nobody can say whether it was taken
        answers.answered(message, new SendResult.Unknown("interrupted"));

        // then
        assertThat(free()).isZero();
        assertThat(codeOf(message)).isEqualTo("ONLY-0001");

        // when it was refused for certain
        database.run("update message set status = 'SENDING', settled_at = null where id = ?", message);
        answers.answered(message, new SendResult.Rejected("unknown-mailbox"));

        // then
        assertThat(free()).isOne();
        assertThat(codeOf(message)).isNull();
        assertThat(codes.reserve("partner-gift", profile(somebody()))).hasValue("ONLY-0001");
    }

    @Test
    void shouldConfirmItOnceAReceiptShowsThatThePersonHasIt() {
        // given
        fill("ONLY-0001");
        var ada = somebody();
        var job = standing(ada);
        ledger.intend(job, "partner-gift", "email", TERMS);
        var message = leased(job, ada);
        answers.answered(message, new SendResult.Unknown("interrupted"));

        // when
        QuarkusTransaction.requiringNew().run(() -> proof.arrived(message));

        // then
        assertThat(database.text("select status from code where from_pool")).isEqualTo("CONFIRMED");
        assertThat(database.text("select reason from message where id = ?", message))
                .isEqualTo(MessageProof.REASON);
    }

    @Test
    void shouldTakeNoSecondCodeWhenItIsTriedAgain() {
        // given
        fill("FIRST-0001", "SECOND-0001");
        var ada = somebody();
        var job = standing(ada);
        ledger.intend(job, "partner-gift", "email", TERMS);

        // when
        var message = leased(job, ada);
        answers.answered(message, SendResult.NotNow.thisOne("busy"));
        var again = leased(job, ada);

        // then
        assertThat(again).isEqualTo(message);
        assertThat(free()).isOne();
        assertThat(codeOf(message)).isEqualTo("FIRST-0001");
    }

    @Test
    void shouldNotBeSentWithACodeThatWentToSomebodyElseMeanwhile() {
        // given a text that is written
        fill("ONCE-0001");
        var ada = somebody();
        var job = standing(ada);
        ledger.intend(job, "partner-gift", "email", TERMS);
        var written = codes.reserve("partner-gift", profile(ada)).orElseThrow();

        // when another message of hers is skipped, and the code is drawn for somebody else
        var other = standing(ada);
        ledger.intend(other, "partner-gift", "email", TERMS);
        ledger.skip(other, "no-address");
        assertThat(codes.reserve("partner-gift", profile(somebody()))).hasValue(written);

        // then
        assertThat(leases.lease(
                        job,
                        TERMS,
                        new MessageLeases.Writing("1", "en", written, "ada@example.org", List.of()),
                        Duration.ZERO))
                .isInstanceOf(MessageLeases.Permit.Later.class);
    }

    @Test
    void shouldKeepACodeThatAnotherMessageHasCarriedAway() {
        // given
        fill("TWICE-0001");
        var ada = somebody();
        var first = standing(ada);
        ledger.intend(first, "partner-gift", "email", TERMS);
        leased(first, ada);

        // when
        var other = standing(ada);
        ledger.intend(other, "partner-gift", "email", TERMS);
        ledger.skip(other, "no-address");

        // then
        assertThat(free()).isZero();
    }

    private UUID leased(StepJob job, Person person) {
        var code = codes.reserve("partner-gift", profile(person)).orElseThrow();
        var permit = leases.lease(
                job, TERMS, new MessageLeases.Writing("1", "en", code, "ada@example.org", List.of()), Duration.ZERO);
        return ((MessageLeases.Permit.Send) permit).message();
    }

    /** A step that somebody has reached. */
    private StepJob standing(Person person) {
        var journey = aJourney()
                .timer("Wait", "P7D")
                .end("End", "Done")
                .path("Start", "Wait", "End")
                .published();
        journey.enrols(person).then().statusCode(202);
        journey.awaitAt(person, "Wait");
        var enrolment = new EnrolmentId(UUID.fromString(
                journey.enrolmentsOf(person).getFirst().get("id").toString()));
        var instance = database.number("select instance from enrolment where id = ?", enrolment.value());
        return new StepJob(claim.claim(enrolment, instance).orElseThrow(), instance, "Send", 1, Map.of());
    }

    private void fill(String... some) {
        var file = given().contentType("application/json")
                .body(List.of(some).stream().map(code -> Map.of("code", code)).toList())
                .post("/api/pools/partner-gift/codes")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("id");
        await().atMost(20, SECONDS)
                .until(() -> given().get("/api/imports/{id}", file).jsonPath().getString("status"), "DONE"::equals);
    }

    private static Drawing sending(String template) {
        return aJourney()
                .task("Send", "send-message", "templateKey", template, "channel", "email", "topic", "onboarding")
                .end("End", "Done")
                .path("Start", "Send", "End");
    }

    private static JsonPath trace(Drawing journey, Person person) {
        return given().get(
                        "/api/enrolments/{id}/trace",
                        journey.enrolmentsOf(person).getFirst().get("id"))
                .jsonPath();
    }

    private long free() {
        return database.number("select count(*) from pool_code where taken_at is null");
    }

    private String codeOf(UUID message) {
        return database.text("select code from message where id = ?", message);
    }

    private ProfileId profile(Person person) {
        return new ProfileId(database.profileOf(person));
    }

    private static Person somebody() {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org"));
    }
}
