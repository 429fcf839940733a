package dev.waymark.webhook;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.waymark.engine.Claimed;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepJob;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A step that calls another system")
class CallWebhookTest {

    @Inject
    Database database;

    @Inject
    WebhookCalls begun;

    @ConfigProperty(name = "waymark.webhooks.shop.url")
    URI address;

    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;

    private record Call(String id, long seconds, String signature, byte[] body) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), address.getPort()), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", exchange -> {
            var headers = exchange.getRequestHeaders();
            calls.add(new Call(
                    headers.getFirst("webhook-id"),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    headers.getFirst("webhook-signature"),
                    exchange.getRequestBody().readAllBytes()));
            var status = statuses.poll();
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(status == null ? 204 : status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldTellWhoCameWhereAndSignIt() throws IOException {
        var journey = calling();
        var ada = somebody();

        journey.enrols(ada);
        journey.awaitOutcome(ada, "done");

        assertThat(calls).hasSize(1);
        var call = calls.getFirst();
        assertThat(call.signature())
                .isEqualTo(
                        SigningKey.of(WebhooksTest.SECRET).orElseThrow().sign(call.id(), call.seconds(), call.body()));
        var body = new ObjectMapper().readTree(call.body());
        assertThat(body.path("type").asText()).isEqualTo("journey.step");
        assertThat(body.path("timestamp").asText()).isNotEmpty();
        assertThat(body.path("data").path("enrolment").asText())
                .isEqualTo(journey.enrolmentsOf(ada).getFirst().get("id"));
        assertThat(body.path("data").path("journey").asText()).isEqualTo(journey.key());
        assertThat(body.path("data").path("version").asInt()).isEqualTo(1);
        assertThat(body.path("data").path("element").asText()).isEqualTo("Call");
        assertThat(body.path("data").path("profile").asText())
                .isEqualTo(database.profileOf(ada).toString());
        assertThat(body.path("data").path("userId").asText()).isEqualTo(ada.userId());
        assertThat(decision(journey)).isEqualTo("called");
    }

    @Test
    void shouldComeAgainWithTheSameIdUntilItIsTaken() {
        statuses.add(503);
        var journey = calling();
        var ada = somebody();

        journey.enrols(ada);
        journey.awaitOutcome(ada, "done");

        assertThat(calls).hasSize(2);
        assertThat(calls.get(1).id()).isEqualTo(calls.get(0).id());
        assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
        assertThat(decision(journey)).isEqualTo("called");
    }

    @Test
    void shouldLetTheJourneyGoOnWhereItIsRefused() {
        statuses.add(410);
        var journey = calling();
        var ada = somebody();

        journey.enrols(ada);
        journey.awaitOutcome(ada, "done");

        assertThat(calls).hasSize(1);
        assertThat(decision(journey)).isEqualTo("refused");
        assertThat(database.text(
                        "select detail from step_decision d join enrolment e on e.id = d.enrolment_id where journey = ?",
                        journey.key()))
                .isEqualTo("Was not taken: it answered 410.");
    }

    @Test
    void shouldNotBeNamedByAJourneyThatKnowsNoSuchSystem() {
        aJourney()
                .task("Call", "call-webhook", "webhook", "nowhere")
                .end("End", "Done")
                .path("Start", "Call", "End")
                .handIn()
                .then()
                .statusCode(201)
                .body("status", equalTo("DRAFT"))
                .body(
                        "findings[0].sentence",
                        equalTo("Expected a known webhook, but there is none named nowhere. Known: shop."));
    }

    @Test
    void shouldNotBeCalledForAnInstanceInWhosePlaceAnotherOneActs() {
        var step = waiting();

        assertThat(begun.begin(stepOf(step.claimed(), step.instance() + 1, 7))).isEmpty();
    }

    @Test
    void shouldGoOnWithTheCallOfAnInstanceThatWasEnded() {
        // given a call whose answer nobody has kept
        var step = waiting();
        var first = begun.begin(step).orElseThrow();

        // when
        var again = begun.begin(stepOf(step.claimed(), step.instance(), 8)).orElseThrow();

        // then
        assertThat(again.begunAt()).isEqualTo(first.begunAt());
        assertThat(again.tries()).isEqualTo(2);
    }

    @Test
    void shouldBeANewCallWhereTheOneBeforeIsDecided() {
        var step = waiting();
        begun.begin(step).orElseThrow();
        begun.settle(step, "called", "Was taken.");

        var next = begun.begin(stepOf(step.claimed(), step.instance(), 8)).orElseThrow();

        assertThat(next.tries()).isOne();
    }

    @Test
    void shouldTellFromWhenThePersonHasWaitedForTheirTurn() {
        // given
        var step = waiting();
        assertThat(begun.waited(step)).hasValue(Duration.ZERO);

        // when
        letPass("PT1H");

        // then
        assertThat(begun.waited(step).orElseThrow()).isGreaterThanOrEqualTo(Duration.ofHours(1));
        var call = begun.begin(step).orElseThrow();
        assertThat(Duration.between(call.begunAt(), call.now())).isGreaterThanOrEqualTo(Duration.ofHours(1));
        assertThat(call.tries()).isOne();
        begun.settle(step, "called", "Was taken.");
        assertThat(begun.waited(step)).isEmpty();
    }

    @Test
    void shouldBeSettledByItsAnswerWhereTheJourneyWasLeftMeanwhile() {
        // given calls on their way
        var taken = waiting();
        var notTaken = waiting();
        begun.begin(taken).orElseThrow();
        begun.begin(notTaken).orElseThrow();

        // when
        leave(taken);
        leave(notTaken);
        assertThat(word(taken)).isNull();
        begun.settle(taken, "called", "Was taken.");

        // then
        assertThat(word(taken)).isEqualTo("called");
        assertThat(begun.comesAgain(notTaken)).isFalse();
        assertThat(word(notTaken)).isEqualTo("left");
    }

    @Test
    void shouldBeSettledWhereItWaitedForAnotherTryWhenTheJourneyWasLeft() {
        // given
        var step = waiting();
        begun.begin(step).orElseThrow();
        assertThat(begun.comesAgain(step)).isTrue();
        assertThat(word(step)).isNull();

        // when
        leave(step);

        // then
        assertThat(word(step)).isEqualTo("left");
    }

    private static void leave(StepJob step) {
        given().contentType("application/json")
                .body(Map.of("status", "CANCELLED"))
                .put("/api/enrolments/{id}/status", step.enrolment().toString())
                .then()
                .statusCode(200);
    }

    private String word(StepJob step) {
        return database
                .texts(
                        "select word from step_decision where enrolment_id = ?",
                        step.enrolment().value())
                .stream()
                .findFirst()
                .orElse(null);
    }

    private StepJob waiting() {
        var journey = aJourney()
                .timer("Wait", "P1D")
                .end("End", "Done")
                .path("Start", "Wait", "End")
                .published();
        var ada = somebody();
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");
        var enrolment =
                UUID.fromString(journey.enrolmentsOf(ada).getFirst().get("id").toString());
        var claimed = new Claimed(
                new EnrolmentId(enrolment),
                database.profileOf(ada),
                journey.key(),
                1,
                50,
                Instant.EPOCH,
                Duration.ZERO);
        return stepOf(claimed, database.number("select instance from enrolment where id = ?", enrolment), 7);
    }

    private static StepJob stepOf(Claimed claimed, long instance, long pass) {
        return new StepJob(claimed, instance, "Call", pass, Map.of("webhook", "shop"));
    }

    private String decision(Drawing journey) {
        return database.text(
                "select word from step_decision d join enrolment e on e.id = d.enrolment_id where journey = ?",
                journey.key());
    }

    private static Drawing calling() {
        return aJourney()
                .task("Call", "call-webhook", "webhook", "shop")
                .end("End", "Done")
                .path("Start", "Call", "End")
                .published();
    }

    private static Person somebody() {
        return Person.somebody().tracks("Looked Around");
    }
}
