package dev.waymark.testing;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.waymark.support.Actor;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Draws a journey for one test, element by element, as BPMN without a picture, and hands it in as an analyst would. */
public final class Drawing {

    private final String key;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> elements = new LinkedHashMap<>();
    private final List<Flow> flows = new ArrayList<>();
    private final StringBuilder messages = new StringBuilder();

    private record Flow(String id, String from, String to, String condition) {}

    private Drawing(String key) {
        this.key = key;
    }

    /** A journey nobody else knows, that people enter once, for the goal "first key action". */
    public static Drawing aJourney() {
        return new Drawing("test-" + UUID.randomUUID().toString().substring(0, 8))
                .with("re-entry", "once")
                .with("goal", "first-key-action");
    }

    /** A journey of one message, sent at once, whatever the hour. */
    public static Drawing oneSend(String template, String channel, String topic) {
        return aJourney()
                .task(
                        "Send",
                        "send-message",
                        "templateKey",
                        template,
                        "channel",
                        channel,
                        "topic",
                        topic,
                        "quietHours",
                        "ignore")
                .end("Done", "done")
                .path("Start", "Send", "Done");
    }

    /** An empty drawing of the same journey, for another version of it. */
    public Drawing anew() {
        return new Drawing(key).with("re-entry", "once").with("goal", "first-key-action");
    }

    public String key() {
        return key;
    }

    public Drawing with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** A service task; headers as pairs of name and value. */
    public Drawing task(String id, String step, String... headers) {
        var written = new StringBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            written.append("<zeebe:header key=\"%s\" value=\"%s\" />".formatted(headers[i], escaped(headers[i + 1])));
        }
        return draw(id, """
                <bpmn:serviceTask id="%s" name="%s"><bpmn:extensionElements>
                <zeebe:taskDefinition type="waymark:%s:1" retries="3" /><zeebe:taskHeaders>%s</zeebe:taskHeaders>
                </bpmn:extensionElements>FLOWS</bpmn:serviceTask>
                """.formatted(id, id, step, written));
    }

    /** A timer; the duration may be {@code =waitFor}. */
    public Drawing timer(String id, String duration) {
        return draw(id, """
                <bpmn:intermediateCatchEvent id="%s" name="%s">FLOWS<bpmn:timerEventDefinition>
                <bpmn:timeDuration>%s</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                """.formatted(id, id, duration));
    }

    /** A gateway that waits for behaviour or time. */
    public Drawing listen(String id) {
        return draw(id, "<bpmn:eventBasedGateway id=\"%s\">FLOWS</bpmn:eventBasedGateway>\n".formatted(id));
    }

    /** Behaviour that ends the wait; the condition may be empty. */
    public Drawing behaviour(String id, String events, String condition) {
        var asked = condition.isEmpty()
                ? ""
                : "<zeebe:property name=\"condition\" value=\"%s\" />".formatted(escaped(condition));
        messages.append(message(id, "M" + id.replace("_", ""), "=waitId"));
        return draw(id, """
                <bpmn:intermediateCatchEvent id="%1$s" name="%1$s"><bpmn:extensionElements><zeebe:properties>
                <zeebe:property name="events" value="%2$s" />%3$s</zeebe:properties></bpmn:extensionElements>
                FLOWS<bpmn:messageEventDefinition messageRef="Message_%1$s" /></bpmn:intermediateCatchEvent>
                """.formatted(id, events, asked));
    }

    /** A gateway that branches on what a step has decided; {@code otherwise} is its default flow. */
    public Drawing branch(String id, String otherwise) {
        return draw(
                id,
                "<bpmn:exclusiveGateway id=\"%s\" default=\"%s\">FLOWS</bpmn:exclusiveGateway>\n"
                        .formatted(id, otherwise));
    }

    public Drawing end(String id, String name) {
        return draw(id, "<bpmn:endEvent id=\"%s\" name=\"%s\">FLOWS</bpmn:endEvent>\n".formatted(id, name));
    }

    /** Flows from the first element to the second, to the third and so on, beginning at {@code Start}. */
    public Drawing path(String... ids) {
        for (int i = 1; i < ids.length; i++) {
            flow("Flow_" + ids[i - 1] + "_" + ids[i], ids[i - 1], ids[i], "");
        }
        return this;
    }

    public Drawing flow(String id, String from, String to, String condition) {
        flows.add(new Flow(id, from, to, condition));
        return this;
    }

    private Drawing draw(String id, String element) {
        elements.put(id, element);
        return this;
    }

    private String drawn() {
        var drawn = new StringBuilder();
        elements.forEach((id, element) -> drawn.append(element.replace("FLOWS", flowsAt(id))));
        for (var flow : flows) {
            var asked = flow.condition.isEmpty()
                    ? ""
                    : "<bpmn:conditionExpression>%s</bpmn:conditionExpression>".formatted(escaped(flow.condition));
            drawn.append("<bpmn:sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\">%s</bpmn:sequenceFlow>\n"
                    .formatted(flow.id, flow.from, flow.to, asked));
        }
        return drawn.toString();
    }

    private String flowsAt(String id) {
        var named = new StringBuilder();
        flows.stream()
                .filter(flow -> flow.to.equals(id))
                .forEach(flow -> named.append("<bpmn:incoming>%s</bpmn:incoming>".formatted(flow.id)));
        flows.stream()
                .filter(flow -> flow.from.equals(id))
                .forEach(flow -> named.append("<bpmn:outgoing>%s</bpmn:outgoing>".formatted(flow.id)));
        return named.toString();
    }

    /** Hands it in, lets a second person approve, publishes, and waits until the engine knows it. */
    public Drawing published() {
        var version = handIn().then().statusCode(201).extract().jsonPath().getInt("version");
        act(version, "approve", "Ben").then().statusCode(200);
        act(version, "publish", "Ada").then().statusCode(200);
        return this;
    }

    public Response handIn() {
        return given().header(Actor.HEADER, "Ada")
                .contentType("application/xml")
                .body(xml())
                .post("/api/journeys/{key}/versions", key);
    }

    public Response act(int version, String action, String actor) {
        return given().header(Actor.HEADER, actor)
                .post("/api/journeys/{key}/versions/{version}/{action}", key, version, action);
    }

    /** Enrols somebody by request. */
    public Response enrols(Person person) {
        return given().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("userId", person.userId()))
                .post("/api/journeys/{key}/enrolments", key);
    }

    /** The person's enrolments in this journey, the newest first. */
    public List<Map<String, Object>> enrolmentsOf(Person person) {
        return given().queryParam("limit", 200)
                .get("/api/journeys/{key}/enrolments", key)
                .jsonPath()
                .getList("items.findAll { it.userId == '" + person.userId() + "' }");
    }

    /** Waits until the person's newest enrolment stands at this element. */
    public Drawing awaitAt(Person person, String element) {
        await().atMost(30, SECONDS)
                .until(() -> !enrolmentsOf(person).isEmpty()
                        && given().get(
                                        "/api/enrolments/{id}/trace",
                                        enrolmentsOf(person).getFirst().get("id"))
                                .jsonPath()
                                .getList("steps.findAll { it.state == 'ACTIVE' }.elementId")
                                .contains(element));
        return this;
    }

    /** Waits until the person's newest enrolment has ended this way. */
    public Drawing awaitOutcome(Person person, String outcome) {
        await().atMost(30, SECONDS)
                .until(() -> !enrolmentsOf(person).isEmpty()
                        && outcome.equals(enrolmentsOf(person).getFirst().get("outcome")));
        return this;
    }

    public String xml() {
        var written = new StringBuilder();
        properties.forEach((name, value) ->
                written.append("<zeebe:property name=\"%s\" value=\"%s\" />".formatted(name, escaped(value))));
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://bpmn.io/schema/bpmn">
                <bpmn:process id="%s" name="%s" isExecutable="true"><bpmn:extensionElements><zeebe:properties>%s\
                </zeebe:properties></bpmn:extensionElements>
                <bpmn:startEvent id="Start" name="Start">%s</bpmn:startEvent>
                %s
                <bpmn:subProcess id="Sub_Goal" name="Goal reached" triggeredByEvent="true">
                <bpmn:startEvent id="Start_Goal" name="Goal reached"><bpmn:outgoing>Flow_Goal</bpmn:outgoing>\
                <bpmn:messageEventDefinition messageRef="Message_Goal" /></bpmn:startEvent>\
                <bpmn:endEvent id="End_Goal" name="Converted"><bpmn:incoming>Flow_Goal</bpmn:incoming></bpmn:endEvent>
                <bpmn:sequenceFlow id="Flow_Goal" sourceRef="Start_Goal" targetRef="End_Goal" /></bpmn:subProcess>
                </bpmn:process>%s%s</bpmn:definitions>
                """.formatted(
                        processId(),
                        key,
                        written,
                        flowsAt("Start"),
                        drawn(),
                        messages,
                        message("Goal", "GoalReached", "=enrolmentId"));
    }

    private String processId() {
        var id = new StringBuilder();
        for (var word : key.split("-")) {
            id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return id + "Journey";
    }

    private static String message(String id, String name, String correlationKey) {
        return """
                <bpmn:message id="Message_%s" name="%s"><bpmn:extensionElements>
                <zeebe:subscription correlationKey="%s" /></bpmn:extensionElements></bpmn:message>
                """.formatted(id, name, correlationKey);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
