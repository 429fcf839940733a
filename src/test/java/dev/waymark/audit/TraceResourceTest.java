package dev.waymark.audit;

import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.journey.StepDecided;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an auditor learns about one enrolment, and that nobody can take it back. */
@WaymarkTest
class TraceResourceTest {

    private static final String GATEWAY = "Gateway_ProgressOrSilence";

    @Inject
    Database database;

    @Inject
    Event<StepDecided> decided;

    @Inject
    TransactionSynchronizationRegistry transactions;

    @Test
    void shouldKeepWhatIsToldWhileATransactionEnds() {
        // given
        var enrolment = new EnrolmentId(UUID.randomUUID());

        // when
        QuarkusTransaction.requiringNew().run(() -> {
            decided.fire(new StepDecided(enrolment, "Step", "first", ""));
            transactions.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    decided.fire(new StepDecided(enrolment, "Step", "last", ""));
                }

                @Override
                public void afterCompletion(int status) {}
            });
        });

        // then
        assertThat(database.texts(
                        "select details ->> 'decision' from audit_entry where subject_id = ? order by id",
                        enrolment.toString()))
                .containsExactly("first", "last");
    }

    @Test
    void shouldTellTheWholeStory() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);
        letPass("PT24H");
        ada.awaitAt("Event_GoalWindowClosed");

        // when
        ada.tracks("Key Feature Used").awaitOutcome("converted");

        // then every element is there, in order, gateways and events too
        var trace = ada.trace();
        assertThat(trace.getList("steps.elementId"))
                .containsSubsequence(
                        "StartEvent_SignedUp",
                        "Task_ListenForProgress",
                        GATEWAY,
                        "Event_SilentForADay",
                        "Task_SendBeginnerGuide",
                        "Event_GoalWindowClosed",
                        "SubProcess_GoalReached",
                        "Task_RecordConversion",
                        "EndEvent_Converted");
        assertThat(trace.getList("steps.state")).doesNotContain("ACTIVE");
        assertThat(trace.getString("steps.find { it.elementId == 'Event_GoalWindowClosed' }.state"))
                .isEqualTo("TERMINATED");
        assertThat(trace.getList("flows.id"))
                .containsSubsequence("Flow_SignedUpToListen", "Flow_GatewayToSilence", "Flow_SilenceToGuide");

        // and why, what was sent, and what came of it
        assertThat(trace.getString("decision.segment")).isEqualTo("new-signups");
        assertThat(trace.getString("decision.rule")).startsWith("A person who signed up");
        assertThat(trace.getInt("decision.facts.events.'Signed Up'.count")).isEqualTo(1);
        assertThat(trace.getList("messages.status")).containsExactly("ACCEPTED");
        assertThat(trace.getString("conversion.goal")).isEqualTo("first-key-action");
        assertThat(trace.getList("audit.action"))
                .containsSubsequence(
                        "enrolment-starting",
                        "enrolment-running",
                        "message-accepted",
                        "conversion-recorded",
                        "enrolment-completed");
    }

    @Test
    void shouldTellHowLongSomebodyWaited() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);

        // when
        letPass("PT24H");
        ada.awaitAt("Event_GoalWindowClosed");

        // then
        var gateway = "steps.find { it.elementId == '" + GATEWAY + "' }";
        var entered = Instant.parse(ada.trace().getString(gateway + ".enteredAt"));
        var left = Instant.parse(ada.trace().getString(gateway + ".leftAt"));
        assertThat(Duration.between(entered, left)).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    @Test
    void shouldSayWhoStartedAndWhoCancelled() {
        // given
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        given().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("userId", ada.userId()))
                .post("/api/journeys/welcome/enrolments");

        // when
        given().contentType(ContentType.JSON)
                .body(Map.of("status", "CANCELLED"))
                .put("/api/enrolments/{id}/status", ada.enrolment());

        // then
        var trace = ada.trace();
        assertThat(trace.getString("decision")).isNull();
        assertThat(trace.getList("audit.findAll { it.actor == 'api' }.action"))
                .containsExactly("enrolment-starting", "enrolment-cancelled");
    }

    @Test
    void shouldSayThatAnEnrolmentIsUnknown() {
        given().get("/api/enrolments/{id}/trace", UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("enrolment-unknown"));
    }

    @Test
    void shouldRecordWhatTheOperatorPutLive() {
        assertThat(database.texts("select actor || ' ' || action from audit_entry"))
                .contains(
                        "folder rule-release-checked",
                        "folder rule-release-activated",
                        "folder rule-set-activated",
                        "folder journey-published");
    }

    @Test
    void shouldHoldNobodysValues() {
        // given
        var name = "Marked" + UUID.randomUUID().toString().substring(0, 8);

        // when
        Person.signedUp(name).awaitAt(GATEWAY);

        // then
        assertThat(database.number("select count(*) from audit_entry where details::text like ?", "%" + name + "%"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'nobody'",
                "delete from audit_entry",
                "truncate audit_entry",
                "truncate audit_entry cascade"
            })
    void shouldRefuseToChangeWhatWasRecorded(String statement) {
        // given
        Person.signedUp("Ada");
        var before = database.number("select count(*) from audit_entry");

        // then
        assertThatThrownBy(() -> database.run(statement)).hasMessageContaining("audit_entry is append-only");
        assertThat(database.number("select count(*) from audit_entry")).isGreaterThanOrEqualTo(before);
    }
}
