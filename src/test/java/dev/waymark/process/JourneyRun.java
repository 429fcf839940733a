package dev.waymark.process;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import dev.waymark.support.Actor;
import dev.waymark.testing.Person;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One shipped journey and the people of a test who go through it; keeps which sequence flows they took. */
final class JourneyRun {

    private static final int PATIENCE = 30;

    private final String journey;
    private final Set<String> taken = new TreeSet<>();
    private final Set<String> flows = new TreeSet<>();

    JourneyRun(String journey) {
        this.journey = journey;
    }

    /** Somebody with a name and an address, who allows mails on these topics. */
    static Person somebody(String firstName, String... topics) {
        var person = Person.somebody();
        person.identifies(Map.of("firstName", firstName, "email", person.userId() + "@example.org"));
        List.of(topics).forEach(person::agreesTo);
        return person;
    }

    /** Enrols somebody by request, as a marketer does. */
    JourneyRun enrols(Person person) {
        given().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("userId", person.userId()))
                .post("/api/journeys/{key}/enrolments", journey)
                .then()
                .statusCode(oneOf(200, 202));
        return this;
    }

    /** Enrols so many people, none of whom is held out. */
    List<Person> enrols(int count, Supplier<Person> people) {
        return Stream.generate(people)
                .filter(person -> !enrols(person).isHeldOut(person))
                .limit(count)
                .toList();
    }

    /** So many people who come in by themselves, none of whom is held out. */
    List<Person> takesIn(int count, Supplier<Person> people) {
        return Stream.generate(people)
                .peek(person -> await(person, "taking in", () -> hasEnrolled(person)))
                .filter(person -> !isHeldOut(person))
                .limit(count)
                .toList();
    }

    private boolean isHeldOut(Person person) {
        return enrolment(person).get("status").equals("HELD_OUT");
    }

    boolean hasEnrolled(Person person) {
        return !enrolmentsOf(person).isEmpty();
    }

    /** Waits until the person's newest enrolment stands at this element. */
    JourneyRun awaitAt(Person person, String element) {
        return await(person, "at " + element, () -> isAt(person, element));
    }

    /** Waits until the person's newest enrolment has ended this way, and keeps which way it went. */
    JourneyRun awaitOutcome(Person person, String outcome) {
        await(
                person,
                outcome,
                () -> hasEnrolled(person) && outcome.equals(enrolment(person).get("outcome")));
        return keepsTheWayOf(person);
    }

    /** Keeps which way the person has gone until now. */
    JourneyRun keepsTheWayOf(Person person) {
        taken.addAll(trace(person).getList("flows.id"));
        flows.addAll(flowsOfTheModel());
        return this;
    }

    /** Templates of the messages that were sent, in their order. */
    List<String> mailsOf(Person person) {
        return trace(person).getList("messages.findAll { it.status == 'ACCEPTED' }.template");
    }

    /** Somebody of ours takes the person's task on and finishes it with this outcome. */
    JourneyRun finishesTask(Person person, String outcome) {
        var task = task(person);
        for (var action : List.of("claim", "complete")) {
            given().header(Actor.HEADER, "Ann")
                    .contentType(ContentType.JSON)
                    .body(Map.of("outcome", outcome))
                    .post("/api/tasks/{id}/{action}", task, action)
                    .then()
                    .statusCode(200);
        }
        return this;
    }

    private String task(Person person) {
        var enrolment = (String) enrolment(person).get("id");
        return given().queryParam("limit", 200)
                .get("/api/tasks")
                .jsonPath()
                .getString("items.find { it.enrolment == '" + enrolment + "' }.id");
    }

    JsonPath trace(Person person) {
        return given().get("/api/enrolments/{id}/trace", enrolment(person).get("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Fails with the flows that nobody took; asks the application nothing, so it may come after all tests. */
    void assertEveryFlowWasTaken() {
        System.out.printf("%s: %d of %d sequence flows taken%n", journey, taken.size(), flows.size());
        assertThat(taken).containsExactlyInAnyOrderElementsOf(flows);
    }

    private boolean isAt(Person person, String element) {
        return hasEnrolled(person)
                && trace(person)
                        .getList("steps.findAll { it.state == 'ACTIVE' }.elementId")
                        .contains(element);
    }

    private Map<String, Object> enrolment(Person person) {
        return enrolmentsOf(person).getFirst();
    }

    private List<Map<String, Object>> enrolmentsOf(Person person) {
        return given().queryParam("limit", 200)
                .get("/api/journeys/{key}/enrolments", journey)
                .jsonPath()
                .getList("items.findAll { it.userId == '" + person.userId() + "' }");
    }

    private JourneyRun await(Person person, String what, Callable<Boolean> condition) {
        try {
            Awaitility.await().atMost(PATIENCE, SECONDS).until(condition);
            return this;
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    "Expected %s %s, but: %s"
                            .formatted(
                                    journey,
                                    what,
                                    hasEnrolled(person) ? trace(person).prettify() : "not enrolled"),
                    late);
        }
    }

    private Set<String> flowsOfTheModel() {
        var bpmn =
                given().get("/api/journeys/{key}/versions/1/diagram", journey).asString();
        return Pattern.compile("<bpmn:sequenceFlow id=\"([^\"]+)\"")
                .matcher(bpmn)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
