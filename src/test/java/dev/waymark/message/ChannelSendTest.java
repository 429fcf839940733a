package dev.waymark.message;

import static dev.waymark.testing.Drawing.oneSend;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.channel.http.ProviderSimulator;
import dev.waymark.channel.http.ProviderSimulator.Mode;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Through the whole application to a provider of its own protocol that keeps a ledger. */
@WaymarkTest
@DisplayName("A message by a provider")
class ChannelSendTest {

    private static final String SENT = "{\"sentMessages\": [{\"id\": \"461230966842064897\"}]}";

    @ConfigProperty(name = "waymark.line.url")
    URI address;

    @Inject
    Database database;

    private ProviderSimulator line;

    @BeforeEach
    void listen() throws IOException {
        line = new ProviderSimulator(address.getPort())
                .accepting(request -> new ProviderSimulator.Told(200, Map.of(), SENT))
                .knowing(
                        request -> request.headers().get("X-Line-Retry-Key"),
                        request -> new ProviderSimulator.Told(409, Map.of(), SENT));
    }

    @AfterEach
    void stop() {
        line.close();
    }

    @Test
    void shouldArriveAndBeRememberedByTheProvidersName() {
        var ada = somebodyInLine();
        var message = sent(ada, "line,email");

        assertThat(message.getString("channel")).isEqualTo("line");
        assertThat(line.taken()).isOne();
        assertThat(line.asked().getFirst().headers()).containsEntry("X-Line-Retry-Key", message.getString("id"));
        assertThat(line.asked().getFirst().body()).contains("Hi Ada, thank you for your order.");
        assertThat(database.text("select provider_id from message where id = ?", id(message)))
                .isEqualTo("461230966842064897");
    }

    @Test
    void shouldArriveByTheFirstRoadThatLeadsToThePerson() {
        var ben = Person.somebody().identifies(Map.of("firstName", "Ben", "email", "ben@example.org"));

        assertThat(sent(ben, "line,email").getString("channel")).isEqualTo("email");
        assertThat(line.asked()).isEmpty();
    }

    @Test
    void shouldArriveByTheRoadThatThePersonAllows() {
        var cleo = somebodyInLine();
        cleo.says("onboarding", "line", false);

        assertThat(sentAbout("onboarding", cleo, "line,email").getString("channel"))
                .isEqualTo("email");
        assertThat(line.asked()).isEmpty();
    }

    @Test
    void shouldComeAgainWhenTheProviderAsksForItAndArriveOnce() {
        line.answer(429, Map.of("Retry-After", "1"), "");
        var ada = somebodyInLine();
        var journey = sending("order-service", "line");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> !line.asked().isEmpty());

        line.behave(Mode.ACCEPT);
        journey.awaitOutcome(ada, "done");

        var message = message(journey, ada);
        assertThat(message.getString("status")).isEqualTo("ACCEPTED");
        assertThat(line.taken()).isOne();
        assertThat(database.number("select tries from message where id = ?", id(message)))
                .isGreaterThan(1);
    }

    @Test
    void shouldArriveOnceWhereTheAnswerWasLost() {
        line.behave(Mode.ACCEPT_AND_DROP);
        var ada = somebodyInLine();
        var journey = sending("order-service", "line");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> line.taken() == 1);

        line.behave(Mode.ACCEPT);
        letPass("PT1M");
        journey.awaitOutcome(ada, "done");

        assertThat(message(journey, ada).getString("status")).isEqualTo("ACCEPTED");
        assertThat(line.taken()).isOne();
    }

    @Test
    void shouldBeGivenUpAfterADayAndThePersonGoesOn() {
        line.answer(503, Map.of(), "");
        var ada = somebodyInLine();
        var journey = sending("order-service", "line");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> !line.asked().isEmpty());

        letPass("PT25H");
        journey.awaitOutcome(ada, "done");

        var message = message(journey, ada);
        assertThat(message.getString("status")).isEqualTo("REJECTED");
        assertThat(message.getString("reason")).isEqualTo("line-503");
    }

    @Test
    void shouldNotComeAgainToSomebodyWhoHasRefusedItMeanwhile() {
        line.answer(429, Map.of(), "");
        var ada = somebodyInLine();
        var journey = sending("onboarding", "line");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> !line.asked().isEmpty());

        ada.says("onboarding", "any", false);
        line.behave(Mode.ACCEPT);
        letPass("PT1M");
        journey.awaitOutcome(ada, "done");

        var message = message(journey, ada);
        assertThat(message.getString("status")).isEqualTo("SKIPPED");
        assertThat(message.getString("reason")).isEqualTo("no-consent");
        assertThat(line.taken()).isZero();
    }

    @Test
    void shouldNotBeAskedAboutAgainOnceThePersonHasRefusedItAlsoWhereItMayHaveArrived() {
        line.behave(Mode.ACCEPT_AND_DROP);
        var ada = somebodyInLine();
        var journey = sending("onboarding", "line");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> line.taken() == 1);

        ada.says("onboarding", "any", false);
        line.behave(Mode.ACCEPT);
        letPass("PT1M");
        journey.awaitOutcome(ada, "done");

        assertThat(message(journey, ada).getString("status")).isEqualTo("UNKNOWN");
        assertThat(line.asked()).hasSize(1);
    }

    @Test
    void shouldNotBeTakenForUnsentBecauseALaterTryWas() {
        line.behave(Mode.ACCEPT_AND_DROP);
        var ada = somebodyInLine();
        var journey = sending("onboarding", "line");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> line.taken() == 1);

        // when the second try is refused for the moment, and there is to be no third
        line.answer(429, Map.of(), "");
        letPass("PT1M");
        await().atMost(20, SECONDS).until(() -> line.asked().size() > 1);
        ada.says("onboarding", "any", false);
        letPass("PT10M");
        journey.awaitOutcome(ada, "done");

        assertThat(message(journey, ada).getString("status")).isEqualTo("UNKNOWN");
    }

    @Test
    void shouldNotBeRepeatedOnceTheProviderHasForgottenIt() {
        line.behave(Mode.ACCEPT_AND_DROP);
        var ada = somebodyInLine();
        var journey = sending("order-service", "line");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> line.taken() == 1);

        line.behave(Mode.ACCEPT);
        letPass("PT23H30M");
        journey.awaitOutcome(ada, "done");

        assertThat(message(journey, ada).getString("status")).isEqualTo("UNKNOWN");
        assertThat(line.asked()).hasSize(1);
    }

    @Test
    void shouldEndWithTheEnrolmentThatWaitsToSendIt() {
        line.answer(503, Map.of(), "");
        var ada = somebodyInLine();
        var journey = sending("order-service", "line");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> !line.asked().isEmpty());

        // the goal of the journey
        ada.tracks("Key Feature Used");

        await().atMost(20, SECONDS)
                .until(() -> message(journey, ada).getString("status").equals("SKIPPED"));
        assertThat(message(journey, ada).getString("reason")).isEqualTo("ended-or-goal-reached");
    }

    private static Person somebodyInLine() {
        var lineId = "U" + UUID.randomUUID().toString().replace("-", "");
        return Person.somebody()
                .identifies(Map.of("firstName", "Ada", "email", UUID.randomUUID() + "@example.org", "lineId", lineId));
    }

    private static JsonPath sent(Person person, String roads) {
        return sentAbout("order-service", person, roads);
    }

    private static JsonPath sentAbout(String topic, Person person, String roads) {
        var journey = sending(topic, roads);
        journey.enrols(person);
        journey.awaitOutcome(person, "done");
        return message(journey, person);
    }

    /** One message at once, whatever the hour. */
    private static Drawing sending(String topic, String roads) {
        return oneSend(topic.equals("order-service") ? "thank-you" : "thanks-again", roads, topic)
                .published();
    }

    private static JsonPath message(Drawing journey, Person person) {
        var enrolment = journey.enrolmentsOf(person).getFirst().get("id");
        var trace = given().get("/api/enrolments/{id}/trace", enrolment).jsonPath();
        trace.setRootPath("messages[0]");
        return trace;
    }

    private static UUID id(JsonPath message) {
        return UUID.fromString(message.getString("id"));
    }
}
