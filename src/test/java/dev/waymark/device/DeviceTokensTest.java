package dev.waymark.device;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.Site;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** As Segment's mobile SDKs tell: with every call. */
@WaymarkTest
@DisplayName("The token of an app")
class DeviceTokensTest {

    @Inject
    Database database;

    @Inject
    Devices devices;

    @Inject
    Profiles profiles;

    @Test
    void shouldBeLearntFromAnyCallAndOnce() {
        var ada = Person.somebody();
        var token = token();

        says(ada, "identify", token);
        says(ada, "track", token);

        assertThat(of(ada)).containsExactly(token);
    }

    @Test
    void shouldBelongToWhoUsesTheAppNow() {
        var ada = Person.somebody();
        var ben = Person.somebody();
        var token = token();
        says(ada, "track", token);

        says(ben, "track", token);

        assertThat(of(ada)).isEmpty();
        assertThat(of(ben)).hasSize(1);
    }

    @Test
    void shouldBeTheLastOneOfTwoPeopleInOneBatch() {
        var ada = Person.somebody();
        var ben = Person.somebody();
        var token = token();

        Site.sendsBatch(List.of(event(ada, "track", token), event(ben, "track", token)))
                .then()
                .statusCode(200);

        assertThat(of(ada).size() + of(ben).size()).isOne();
    }

    @Test
    void shouldBeThereAgainWhenAnAppThatWasGoneSaysSo() {
        var ada = Person.somebody();
        var token = token();
        says(ada, "track", token);
        database.run("update device set gone_at = now() where address = ?", token);
        assertThat(of(ada)).isEmpty();

        says(ada, "track", token);

        assertThat(of(ada)).hasSize(1);
    }

    @Test
    void shouldBeOneThatFirebaseTakes() {
        var ada = Person.somebody();

        says(ada, "track", "0123456789abcdef".repeat(4));
        says(ada, "track", "x".repeat(1_001));
        says(ada, "track", "two words");
        Site.sends("track", with(ada, Map.of("device", "no object"))).then().statusCode(200);
        Site.sends("track", with(ada, Map.of("device", Map.of("token", 7))))
                .then()
                .statusCode(200);

        assertThat(of(ada)).isEmpty();
    }

    @Test
    void shouldMoveWhenTwoTurnOutToBeOne() {
        // given
        var anonymous = "visitor-" + UUID.randomUUID();
        var token = token();
        Site.sends(
                        "track",
                        Map.of(
                                "anonymousId",
                                anonymous,
                                "event",
                                "App Opened",
                                "context",
                                Map.of("device", Map.of("token", token))))
                .then()
                .statusCode(200);
        var ada = Person.somebody().tracks("Signed In");

        // when
        Site.sends("identify", Map.of("anonymousId", anonymous, "userId", ada.userId(), "traits", Map.of()))
                .then()
                .statusCode(200);

        // then
        assertThat(of(ada)).containsExactly(token);
    }

    @Test
    void shouldBeOneOfTenAtMostTheLatestFirst() {
        var ada = Person.somebody().tracks("Signed In");
        var tokens = IntStream.range(0, 12).mapToObj(number -> token()).toList();
        tokens.forEach(token -> registers(ada, Map.of("kind", "app", "token", token), 201));

        assertThat(reached(ada)).hasSize(10);
        assertThat(reached(ada).getFirst().address()).isEqualTo(tokens.getLast());
    }

    @Test
    void shouldBeNoProofThatSomebodyKnownIsReachedThere() {
        var ada = Person.somebody();
        var own = token();
        says(ada, "track", own);
        registers(ada, Map.of("kind", "app", "token", own), 201);

        // by anybody who has read the write key
        IntStream.range(0, 12).forEach(number -> says(ada, "track", token()));

        assertThat(reached(ada)).extracting(Device::address).containsExactly(own);
    }

    @Test
    void shouldBeRegisteredWithoutAnEventToo() {
        var ada = Person.somebody().tracks("Signed In");
        var token = token();

        for (var wrong : List.of(
                Map.of("kind", "app"),
                Map.of("kind", "app", "token", ""),
                Map.of("kind", "tv", "token", token),
                Map.of("kind", "app", "token", token, "endpoint", "https://fcm.googleapis.com/a"),
                Map.of("kind", "web", "endpoint", "https://fcm.googleapis.com/a"),
                Map.of(
                        "kind",
                        "web",
                        "endpoint",
                        "https://fcm.googleapis.com/a",
                        "keys",
                        Map.of("p256dh", "BAAA", "auth", "AAAA")))) {
            registers(ada, wrong, 400);
        }
        registers(ada, Map.of("kind", "app", "token", token), 201);

        assertThat(reached(ada)).extracting(Device::address).containsExactly(token);
    }

    private static void registers(Person person, Map<String, ?> device, int status) {
        given().contentType(ContentType.JSON)
                .body(device)
                .post(
                        "/v1/devices?writeKey={key}&userId={id}&userHash={hash}",
                        Person.WRITE_KEY,
                        person.userId(),
                        person.userHash())
                .then()
                .statusCode(status);
    }

    /** The tokens that are there, the latest first. */
    private List<String> of(Person person) {
        return database.texts(
                "select address from device where profile_id = ? and gone_at is null order by last_used_at desc, id desc",
                database.profileOf(person));
    }

    private List<Device> reached(Person person) {
        ProfileView profile =
                profiles.find(new ProfileId(database.profileOf(person))).orElseThrow();
        return devices.of(profile, EnumSet.allOf(DeviceKind.class));
    }

    private static void says(Person person, String call, String token) {
        Site.sends(call, event(person, call, token)).then().statusCode(200);
    }

    private static Map<String, Object> event(Person person, String call, String token) {
        return Site.with(
                with(person, Map.of("device", Map.of("id", "B5372DB0", "type", "android", "token", token))),
                "type",
                call);
    }

    private static Map<String, Object> with(Person person, Map<String, Object> context) {
        return Site.with(Site.track(person.userId(), "App Opened"), "context", context);
    }

    private static String token() {
        return "fGz:APA91b" + UUID.randomUUID();
    }
}
