package dev.waymark.channel.push;

import static dev.waymark.testing.Drawing.oneSend;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.channel.Mailbox;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderSimulator;
import dev.waymark.device.Devices;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.Site;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the browser that allows it, through the whole application, to its push service and back into the browser. */
@WaymarkTest
@DisplayName("A push message")
class PushSendTest {

    @ConfigProperty(name = "waymark.push.services")
    URI address;

    @Inject
    Database database;

    @Inject
    Devices devices;

    @Inject
    Mailbox mailbox;

    @Inject
    Profiles profiles;

    private ProviderSimulator service;

    @BeforeEach
    void listen() throws IOException {
        service = new ProviderSimulator(address.getPort())
                .accepting(request -> new ProviderSimulator.Told(201, Map.of(), ""));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldBeReadInEachBrowserOfThePerson() {
        // given
        var ada = named("Ada");
        var laptop = new Browser();
        var phone = new Browser();
        registers(ada, laptop, endpoint()).then().statusCode(201);
        registers(ada, phone, endpoint()).then().statusCode(201);

        // when
        var message = sent(ada, "push,email");

        // then
        assertThat(message.getString("channel")).isEqualTo("push");
        assertThat(message.getString("status")).isEqualTo("ACCEPTED");
        assertThat(service.asked()).hasSize(2);
        var read = service.asked().stream()
                .filter(asked -> asked.path().equals(pathOf(ada, laptop)))
                .map(asked -> laptop.read(asked.bytes()))
                .findFirst()
                .orElseThrow();
        assertThat(Json.text(read, "/title")).isEqualTo("It may be running out soon");
        assertThat(Json.text(read, "/body")).startsWith("Hi Ada, by our reckoning");
        assertThat(Json.text(read, "/link")).endsWith("/orders");
        assertThat(Json.text(read, "/id")).isEqualTo(message.getString("id"));
    }

    @Test
    void shouldArriveByAnotherRoadWhereThereIsNoDevice() {
        assertThat(sent(named("Ben"), "push,email").getString("channel")).isEqualTo("email");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void shouldNotComeToSomebodyWhoHasRefusedIt() {
        var cleo = named("Cleo");
        registers(cleo, new Browser(), endpoint()).then().statusCode(201);
        cleo.says("onboarding", "push", false);

        assertThat(sentAbout("onboarding", cleo, "push,email").getString("channel"))
                .isEqualTo("email");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void shouldBeRefusedAndTheDeviceForgottenWhereItsServiceDoesNotKnowItAnyMore() {
        // given
        var ada = named("Ada");
        registers(ada, new Browser(), endpoint()).then().statusCode(201);
        service.answer(410, Map.of(), "");

        // when
        var message = sent(ada, "push");

        // then
        assertThat(message.getString("status")).isEqualTo("REJECTED");
        assertThat(message.getString("reason")).isEqualTo("web-push-gone");
        assertThat(there(ada)).isZero();
        assertThat(sent(ada, "push").getString("reason")).isEqualTo("no-address");
    }

    @Test
    void shouldComeAgainWhenTheServiceAsksForIt() {
        service.answer(429, Map.of("Retry-After", "1"), "");
        var ada = named("Ada");
        registers(ada, new Browser(), endpoint()).then().statusCode(201);
        var journey = sending("order-service", "push");
        journey.enrols(ada);
        await().atMost(20, SECONDS).until(() -> !service.asked().isEmpty());

        service.behave(ProviderSimulator.Mode.ACCEPT);
        journey.awaitOutcome(ada, "done");

        assertThat(message(journey, ada).getString("status")).isEqualTo("ACCEPTED");
        assertThat(service.taken()).isOne();
    }

    @Test
    void shouldGoToWhoUsesTheBrowserNow() {
        var ada = named("Ada");
        var ben = named("Ben");
        var shared = new Browser();
        var endpoint = endpoint();
        var first = registers(ada, shared, endpoint).jsonPath().getString("id");

        assertThat(registers(ben, shared, endpoint).jsonPath().getString("id")).isEqualTo(first);

        assertThat(there(ada)).isZero();
        assertThat(there(ben)).isOne();
    }

    @Test
    void shouldFollowAVisitorWhoTurnsOutToBeSomebodyOnceThatIsProven() {
        // given
        var anonymous = "visitor-" + UUID.randomUUID();
        Site.sends("page", Map.of("anonymousId", anonymous, "name", "Home"))
                .then()
                .statusCode(200);
        var browser = new Browser();
        var endpoint = endpoint();
        registers("anonymousId=" + anonymous, browser.registration(endpoint))
                .then()
                .statusCode(201);
        var ada = named("Ada");

        // when
        Site.sends("identify", Map.of("anonymousId", anonymous, "userId", ada.userId(), "traits", Map.of()))
                .then()
                .statusCode(200);

        // then
        assertThat(there(ada)).isOne();
        assertThat(sent(ada, "push").getString("reason"))
                .as("anybody can say by the write key that their browser is Ada's")
                .isEqualTo("no-address");
        registers(ada, browser, endpoint).then().statusCode(201);
        assertThat(sent(ada, "push").getString("status")).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldNotBeTakenForSomebodysByTheirIdAlone() {
        var ada = named("Ada");

        registers("userId=" + ada.userId(), new Browser().registration(endpoint()))
                .then()
                .statusCode(401);
        registers("userId=" + ada.userId() + "&userHash=00", new Browser().registration(endpoint()))
                .then()
                .statusCode(401);
        registers("anonymousId=nobody-" + UUID.randomUUID(), new Browser().registration(endpoint()))
                .then()
                .statusCode(404);
        given().contentType(ContentType.JSON)
                .body(new Browser().registration(endpoint()))
                .post("/v1/devices?anonymousId=a&writeKey=wrong")
                .then()
                .statusCode(401);
        assertThat(there(ada)).isZero();
    }

    @Test
    void shouldNotBePostedWhereverSomebodySaysThatTheyAreABrowser() {
        var ada = named("Ada");
        for (var elsewhere : new String[] {
            "https://127.0.0.1/latest/meta-data",
            "http://169.254.169.254/",
            "http://fcm.googleapis.com/fcm/send/a",
            "https://fcm.googleapis.com:8443/a",
            "https://fcm.googleapis.com@evil.example/a",
            "https://fcm.googleapis.com.evil.example/a",
            "https://evilnotify.windows.com/a",
            "http://db5p.notify.windows.com/a",
            "file:///etc/passwd",
            "https://",
            address + "@127.0.0.1:1/a",
            "not an address"
        }) {
            registers(ada, new Browser(), elsewhere)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("push-service-unknown"));
        }
        for (var known : new String[] {
            "https://fcm.googleapis.com/fcm/send/" + UUID.randomUUID(),
            "https://updates.push.services.mozilla.com/wpush/v2/" + UUID.randomUUID(),
            "https://web.push.apple.com/" + UUID.randomUUID(),
            "https://wns2-par02p.notify.windows.com/w/?token=" + UUID.randomUUID()
        }) {
            registers(ada, new Browser(), known).then().statusCode(201);
        }
    }

    @Test
    void shouldBeShownByScriptsThatBrowsersAskForAnewEachTime() {
        for (var script : new String[] {"push.js", "push-worker.js"}) {
            given().get("/site/{script}", script)
                    .then()
                    .statusCode(200)
                    .contentType(containsString("javascript"))
                    .header("Cache-Control", equalTo("no-cache"));
        }
        var key = given().get("/v1/push-key").jsonPath().getString("publicKey");
        assertThat(Base64.getUrlDecoder().decode(key)).hasSize(65);
        assertThat(database.text("select public_key from push_key")).isEqualTo(key);
    }

    @Test
    void shouldBeRemovedWhenTheBrowserSaysSoAndWithThePerson() {
        // given
        var ada = named("Ada");
        var device = registers(ada, new Browser(), endpoint()).jsonPath().getString("id");
        registers(ada, new Browser(), endpoint()).then().statusCode(201);

        // when
        given().delete("/v1/devices/{id}?writeKey={key}", device, Person.WRITE_KEY)
                .then()
                .statusCode(204);

        // then
        assertThat(there(ada)).isOne();
        var profile = database.profileOf(ada);
        given().delete("/api/profiles/{id}", profile).then().statusCode(200);
        assertThat(database.number("select count(*) from device where profile_id = ?", profile))
                .isZero();
    }

    @Test
    void shouldLandInTheMailboxWithoutAProvider() {
        // given
        var ada = named("Ada");
        registers(ada, new Browser(), endpoint()).then().statusCode(201);
        var channel = new PushChannel(devices, mailbox, new PushProviders(Map.of()));
        var id = UUID.randomUUID();

        // when
        var profile = profiles.find(new ProfileId(database.profileOf(ada))).orElseThrow();
        var result = channel.send(new SendRequest(
                id, channel.addressOf(profile).orElseThrow(), new SendRequest.Content("Title", "", "Body")));

        // then
        assertThat(result).isInstanceOf(SendResult.Accepted.class);
        assertThat(mailbox.find(id).orElseThrow().head().channel()).isEqualTo("push");
        assertThat(service.asked()).isEmpty();
    }

    private static Person named(String name) {
        return Person.somebody().identifies(Map.of("firstName", name, "email", UUID.randomUUID() + "@example.org"));
    }

    private String endpoint() {
        return address + "/push/" + UUID.randomUUID();
    }

    /** With the proof that the site's server makes. */
    private static Response registers(Person person, Browser browser, String endpoint) {
        return registers(
                "userId=" + person.userId() + "&userHash=" + person.userHash(), browser.registration(endpoint));
    }

    private static Response registers(String who, Map<String, Object> device) {
        return given().contentType(ContentType.JSON)
                .body(device)
                .post("/v1/devices?writeKey=" + Person.WRITE_KEY + "&" + who);
    }

    private long there(Person person) {
        return database.number(
                "select count(*) from device where profile_id = ? and gone_at is null", database.profileOf(person));
    }

    private String pathOf(Person person, Browser browser) {
        return URI.create(database.text(
                        "select address from device where profile_id = ? and public_key = ?",
                        database.profileOf(person),
                        browser.p256dh()))
                .getPath();
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

    private static Drawing sending(String topic, String roads) {
        return oneSend("running-low", roads, topic).published();
    }

    private static JsonPath message(Drawing journey, Person person) {
        var enrolment = journey.enrolmentsOf(person).getFirst().get("id");
        var trace = given().get("/api/enrolments/{id}/trace", enrolment).jsonPath();
        trace.setRootPath("messages[0]");
        return trace;
    }
}
