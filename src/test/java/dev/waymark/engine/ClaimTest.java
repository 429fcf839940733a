package dev.waymark.engine;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.support.Ids;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.Together;
import dev.waymark.testing.Unclaimed;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever was started twice, one process instance acts. */
@WaymarkTest
class ClaimTest {

    private static final String GATEWAY = "Gateway_ProgressOrSilence";

    /** A key as the broker makes them, so high that it has made none of them yet. */
    private static final long NO_INSTANCE = (1L << 51) + 1_000_000_000_000L;

    /** Of all tests together: no two enrolments have the same. */
    private static final AtomicLong INSTANCES = new AtomicLong();

    @Inject
    EnrolmentClaim claim;

    @Inject
    ProcessEngine engine;

    @Inject
    Ids ids;

    @Inject
    Database database;

    /** Whose start is in the hands of somebody who will never answer. */
    private final List<EnrolmentId> dead = new ArrayList<>();

    /** Else they stand in the outbox as on their way for an hour, and other tests count what stands there. */
    @AfterEach
    void forgetTheDead() {
        dead.forEach(enrolment ->
                database.run("delete from outbox where enrolment_id = ? and kind = 'START'", enrolment.value()));
    }

    @Test
    void shouldCancelASecondInstanceBeforeItDoesAnything() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);

        // when the engine is told to start twice, as after a death between start and claim
        var second = engine.start(definitionKey("welcome"), enrolmentOf(ada))
                .toCompletableFuture()
                .join();

        // then
        await().atMost(20, SECONDS).until(() -> isTerminated(second));
        letPass("PT24H");
        ada.awaitAt("Event_GoalWindowClosed");
        assertThat(ada.messageStatuses()).containsExactly("ACCEPTED");
        assertThat(instanceOf(ada)).isNotEqualTo(second);
    }

    @Test
    void shouldGiveTheClaimToOneOfManyWhoAskAtOnce() {
        // given an enrolment that no instance has claimed
        var enrolment = unclaimed("welcome");

        // when
        List<Callable<Optional<Claimed>>> asking = LongStream.rangeClosed(1, 8)
                .mapToObj(one -> (Callable<Optional<Claimed>>) () -> claim.claim(enrolment, NO_INSTANCE + one))
                .toList();
        var answers = Together.all(asking);

        // then
        assertThat(answers.stream().flatMap(Optional::stream)).singleElement().satisfies(won -> {
            assertThat(won.enrolment()).isEqualTo(enrolment);
            assertThat(won.journey()).isEqualTo("welcome");
        });
        cancel(enrolment);
    }

    @Test
    void shouldGiveEachItsOwnClaimWhereManyAskAtOnce() {
        // given
        var enrolments = Stream.generate(() -> unclaimed("welcome")).limit(6).toList();
        var over = unclaimed("welcome");
        cancel(over);
        var unknown = new EnrolmentId(ids.next());

        // when two instances of each ask
        var asking = Stream.concat(enrolments.stream(), Stream.of(over, unknown))
                .flatMap(enrolment -> Stream.of(asking(enrolment), asking(enrolment)))
                .toList();
        var answers = Together.all(asking);

        // then
        assertThat(answers.stream().flatMap(Optional::stream).map(Claimed::enrolment))
                .containsExactlyInAnyOrderElementsOf(enrolments);
        enrolments.forEach(enrolment -> {
            assertThat(database.number(
                            "select count(*) from audit_entry where subject_id = ? and action = 'enrolment-running'",
                            enrolment.toString()))
                    .isEqualTo(1);
            cancel(enrolment);
        });
    }

    private Callable<Optional<Claimed>> asking(EnrolmentId enrolment) {
        var instance = NO_INSTANCE + 100 + INSTANCES.incrementAndGet();
        return () -> claim.claim(enrolment, instance);
    }

    @Test
    void shouldWaitForWhoHasTheRowInHandAndHoldUpNobodyElse() throws Exception {
        // given
        var held = unclaimed("welcome");
        var other = unclaimed("welcome");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // when
            var waiting = QuarkusTransaction.requiringNew().call(() -> {
                database.run("update enrolment set entered_by = entered_by where id = ?", held.value());
                var asked = threads.submit(asking(held));
                await().until(() -> database.number("select count(*) from pg_locks where not granted") > 0);
                assertThat(threads.submit(asking(other)).get(20, SECONDS)).isPresent();
                return asked;
            });

            // then
            assertThat(waiting.get(20, SECONDS)).map(Claimed::enrolment).contains(held);
        }
        cancel(held);
        cancel(other);
    }

    @Test
    void shouldGiveTheClaimAgainToWhoHasIt() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);

        // when
        var again = claim.claim(enrolmentOf(ada), instanceOf(ada));
        var other = claim.claim(enrolmentOf(ada), NO_INSTANCE);

        // then
        assertThat(again).isPresent();
        assertThat(other).isEmpty();
    }

    @Test
    void shouldClaimAnInstanceWhoseCreationWasNeverAnswered() throws Exception {
        // given an enrolment for which the engine was asked, by somebody who died before it answered
        var journey = resting();
        var enrolment = unclaimed(journey.key());

        // when
        var started = engine.start(definitionKey(journey.key()), enrolment)
                .toCompletableFuture()
                .get(10, SECONDS);

        // then
        await().atMost(40, SECONDS).until(() -> claimedBy(enrolment) == started);
        cancel(enrolment);
    }

    @Test
    void shouldEndAnEnrolmentWhoseInstanceWasOverBeforeItWasClaimed() throws Exception {
        // given
        var journey = aJourney().end("End", "done").path("Start", "End").published();
        var enrolment = unclaimed(journey.key());

        // when
        engine.start(definitionKey(journey.key()), enrolment)
                .toCompletableFuture()
                .get(10, SECONDS);

        // then
        await().atMost(40, SECONDS)
                .until(() -> database.text(
                                "select status || coalesce(outcome, '') from enrolment where id = ?", enrolment.value())
                        .equals("COMPLETEDdone"));
    }

    @Test
    void shouldEndASecondInstanceThatRestsWhereNoStepAsks() throws Exception {
        // given
        var journey = resting();
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        journey.enrols(ada).then().statusCode(202);
        journey.awaitAt(ada, "Month");
        var enrolled = journey.enrolmentsOf(ada).getFirst();

        // when
        var second = engine.start(definitionKey(journey.key()), EnrolmentId.parse((String) enrolled.get("id")))
                .toCompletableFuture()
                .get(10, SECONDS);

        // then
        await().atMost(20, SECONDS).until(() -> isTerminated(second));
        assertThat(isTerminated(((Number) enrolled.get("instance")).longValue()))
                .isFalse();
    }

    @Test
    void shouldNameTheLosersAmongMany() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);
        var ben = Person.signedUp("Ben").awaitAt(GATEWAY);

        // when
        var losers = QuarkusTransaction.requiringNew()
                .call(() -> claim.claimAll(Map.of(enrolmentOf(ada), instanceOf(ada), enrolmentOf(ben), NO_INSTANCE)));

        // then
        assertThat(losers).containsExactly(enrolmentOf(ben));
    }

    @Test
    void shouldGiveNoClaimOnACancelledEnrolment() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);
        cancel(enrolmentOf(ada));

        // when
        var own = claim.claim(enrolmentOf(ada), instanceOf(ada));
        var active = QuarkusTransaction.requiringNew().call(() -> claim.holdActive(enrolmentOf(ada), instanceOf(ada)));

        // then
        assertThat(own).isEmpty();
        assertThat(active).isFalse();
    }

    @Test
    void shouldGiveNoClaimOnAnEnrolmentNobodyKnows() {
        assertThat(claim.claim(new EnrolmentId(UUID.randomUUID()), 1)).isEmpty();
    }

    /** Its command is on its way, as far as anybody knows: nobody sends another one before the lease is over. */
    private EnrolmentId unclaimed(String journey) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var enrolment = new EnrolmentId(Unclaimed.in(journey, database, ids.next()));
            database.run(
                    "insert into outbox (enrolment_id, kind, payload, leased_until)"
                            + " values (?, 'START', '{}', clock_timestamp() + interval '1 hour')",
                    enrolment.value());
            dead.add(enrolment);
            return enrolment;
        });
    }

    private static void cancel(EnrolmentId enrolment) {
        given().contentType(ContentType.JSON)
                .body(Map.of("status", "CANCELLED"))
                .put("/api/enrolments/{id}/status", enrolment.toString())
                .then()
                .statusCode(200);
    }

    /** Its instances ask for no step, so that only the engine's records tell of them. */
    private static Drawing resting() {
        return aJourney()
                .timer("Month", "P30D")
                .end("End", "done")
                .path("Start", "Month", "End")
                .published();
    }

    private long claimedBy(EnrolmentId enrolment) {
        return database.number("select coalesce(instance, 0) from enrolment where id = ?", enrolment.value());
    }

    private static EnrolmentId enrolmentOf(Person person) {
        return EnrolmentId.parse(person.enrolment());
    }

    private static long instanceOf(Person person) {
        return given().get("/api/enrolments/{id}", person.enrolment())
                .jsonPath()
                .getLong("instance");
    }

    private long definitionKey(String journey) {
        var deployed = "from engine_deployment d join journey_version v on v.hash = d.hash"
                + " where v.journey = ? and d.definition_key is not null";
        await().atMost(20, SECONDS).until(() -> database.number("select count(*) " + deployed, journey) == 1);
        return database.number("select d.definition_key " + deployed, journey);
    }

    private boolean isTerminated(long instance) {
        return database.number(
                        "select count(*) from engine_record where instance = ? and element_type = 'PROCESS'"
                                + " and intent = 'ELEMENT_TERMINATED'",
                        instance)
                == 1;
    }
}
