package dev.waymark.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody who uses a site, as the site tells Waymark; and what Waymark made of it. */
public record Person(String userId) {

    public static final String WRITE_KEY = "local";
    /** Shared with the site's server, which proves by it who asks. */
    public static final String USER_SECRET = "a secret of the tests";

    private static final String WELCOME = "welcome";

    /** Somebody nobody has heard of. */
    public static Person somebody() {
        return new Person("person-" + UUID.randomUUID());
    }

    /** Somebody with a name and an address, signed up just now. */
    public static Person signedUp(String firstName) {
        var person = somebody();
        person.identifies(Map.of("firstName", firstName, "email", person.userId + "@example.org"));
        return person.tracks("Signed Up");
    }

    /** As the site's server makes it, which has signed the person in. */
    public String userHash() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(USER_SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Person identifies(Map<String, Object> traits) {
        send("identify", Map.of("messageId", UUID.randomUUID().toString(), "userId", userId, "traits", traits));
        return this;
    }

    public Person tracks(String event) {
        send("track", Map.of("messageId", UUID.randomUUID().toString(), "userId", userId, "event", event));
        return this;
    }

    public Person tracks(String event, Map<String, Object> properties) {
        var body = Map.of(
                "messageId", UUID.randomUUID().toString(), "userId", userId, "event", event, "properties", properties);
        send("track", body);
        return this;
    }

    /** Allows mails on this topic. */
    public Person agreesTo(String topic) {
        return agreesTo(topic, "email");
    }

    /** Allows a topic on a channel. */
    public Person agreesTo(String topic, String channel) {
        return says(topic, channel, true);
    }

    /** Allows or refuses a topic on a channel. */
    public Person says(String topic, String channel, boolean isGiven) {
        var profile = given().get("/api/profiles?kind=user&value={id}", userId)
                .jsonPath()
                .getString("items[0].id");
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "topic",
                        topic,
                        "channel",
                        channel,
                        "given",
                        isGiven,
                        "wording",
                        "form-1",
                        "language",
                        "en",
                        "method",
                        "form"))
                .post("/api/profiles/{id}/consents", profile)
                .then()
                .statusCode(201);
        return this;
    }

    /** Waits until the person's enrolment in the welcome journey exists, and answers its id. */
    public String enrolment() {
        await().atMost(20, SECONDS).until(() -> !enrolments().isEmpty());
        return enrolments().getFirst();
    }

    public List<String> enrolments() {
        return given().queryParam("limit", 200)
                .get("/api/journeys/{key}/enrolments", WELCOME)
                .jsonPath()
                .getList("items.findAll { it.userId == '" + userId + "' }.id");
    }

    /** Waits until the person stands at this element. */
    public Person awaitAt(String elementId) {
        await().atMost(20, SECONDS).until(() -> isAt(elementId));
        return this;
    }

    public boolean isAt(String elementId) {
        return trace().getList("steps.findAll { it.state == 'ACTIVE' }.elementId")
                .contains(elementId);
    }

    /** Waits until the person's enrolment has ended this way. */
    public Person awaitOutcome(String outcome) {
        var id = enrolment();
        await().atMost(20, SECONDS)
                .until(() -> outcome.equals(
                        given().get("/api/enrolments/{id}", id).jsonPath().getString("outcome")));
        return this;
    }

    public JsonPath trace() {
        return given().get("/api/enrolments/{id}/trace", enrolment())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public List<String> messageStatuses() {
        return trace().getList("messages.status");
    }

    private static void send(String path, Map<String, Object> body) {
        given().auth()
                .preemptive()
                .basic(WRITE_KEY, "")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/{path}", path)
                .then()
                .statusCode(200);
    }
}
