package dev.waymark.event;

import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.sendsBatch;
import static dev.waymark.testing.Site.track;
import static dev.waymark.testing.Site.with;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire: paths, content types, packed bodies, limits and other origins, as SDKs need them. */
@WaymarkTest
class WireTest {

    private static final String ORIGIN = "https://shop.example";
    private static final int MEGABYTE = 1_000_000;

    @Inject
    Database database;

    private final String userId = Person.somebody().userId();

    @ParameterizedTest
    @CsvSource({
        "track, track", "identify, identify", "page, page", "screen, screen", "group, group", "alias, alias",
        "t, track", "i, identify", "p, page", "s, screen", "g, group", "a, alias"
    })
    void shouldTakeEachCallByItsPathWhateverTypeItSays(String path, String type) {
        // when
        sends(path, everything("previous-" + userId)).then().statusCode(200);

        // then
        assertThat(stored("type")).containsExactly(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "import", "b"})
    void shouldTakeBatches(String path) {
        // when
        sends(path, Map.of("batch", List.of(track(userId, "A"), track(userId, "B"))))
                .then()
                .statusCode(200);

        // then
        assertThat(storedNames()).containsExactly("A", "B");
    }

    @Test
    void shouldTakeTheWriteKeyFromTheBodyOfABatch() {
        // when
        given().contentType("application/json")
                .body(Map.of("writeKey", Person.WRITE_KEY, "batch", List.of(track(userId, "A"))))
                .post("/v1/batch")
                .then()
                .statusCode(200);

        // then
        assertThat(storedNames()).containsExactly("A");
    }

    @Test
    void shouldSayHowToSignIn() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/track")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "text/plain;charset=UTF-8", "application/json", "application/json; charset=utf-8"})
    void shouldTakeTheContentTypesOfBrowsers(String contentType) {
        signedIn()
                .contentType(contentType)
                .body(json("A").getBytes(StandardCharsets.UTF_8))
                .post("/v1/t")
                .then()
                .statusCode(200);

        assertThat(storedNames()).containsExactly("A");
    }

    @Test
    void shouldTakeABodyThatDoesNotSayWhatItIs() throws Exception {
        // when a client such as a beacon without a type sends
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/t"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        json("A").replaceFirst("\\{", "{\"writeKey\": \"" + Person.WRITE_KEY + "\", ")))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }

        // then
        assertThat(storedNames()).containsExactly("A");
    }

    @Test
    void shouldRefuseFormsAndFiles() {
        signedIn()
                .contentType("application/xml")
                .body("<a/>")
                .post("/v1/track")
                .then()
                .statusCode(415);
    }

    @Test
    void shouldUnpackGzip() throws Exception {
        sendsPacked("batch", gzip("{\"batch\": [" + json("A") + "]}")).statusCode(200);

        assertThat(storedNames()).containsExactly("A");
    }

    @Test
    void shouldRefuseWhatGzipCannotUnpack() {
        isProblem(sendsPacked("batch", "no gzip".getBytes(StandardCharsets.UTF_8)), 400, "unreadable-body");
    }

    @Test
    void shouldUnpackNoFurtherThanTheLimit() throws Exception {
        isProblem(sendsPacked("batch", gzip(" ".repeat(200 * MEGABYTE))), 413, "body-too-large");
        isProblem(sendsPacked("track", gzip(" ".repeat(MEGABYTE))), 413, "body-too-large");
    }

    @Test
    void shouldTakeBatchesOfUpTo500Kilobytes() {
        // given a field that nobody reads fills the batch
        var around = "{\"batch\": [%s], \"pad\": \"\"}".formatted(json("A")).length();
        var filling = 500 * 1024 - around;

        // then
        isProblem(sends("batch", padded(filling + 1)).then(), 413, "body-too-large");
        assertThat(storedNames()).isEmpty();
        sends("batch", padded(filling)).then().statusCode(200);
        assertThat(storedNames()).containsExactly("A");
    }

    @Test
    void shouldRefuseASingleEventOfMoreThan32Kilobytes() {
        isProblem(
                sends("track", with(track(userId, "A"), "properties", Map.of("pad", "x".repeat(32 * 1024))))
                        .then(),
                413,
                "body-too-large");
    }

    @Test
    void shouldRefuseABodyLargerThanAMegabyte() {
        sends("track", "{\"pad\": \"" + "x".repeat(1_100_000) + "\"}").then().statusCode(413);
    }

    @Test
    void shouldLetPagesOfAnyOriginSendEvents() {
        // when
        sendsFrom(ORIGIN, "/v1/t").then().statusCode(200).header("Access-Control-Allow-Origin", "*");

        // then
        assertThat(storedNames()).containsExactly("A");
    }

    @Test
    void shouldLetPagesOfAnyOriginReadWhenToTryAgain() {
        given().header("Origin", ORIGIN)
                .body("{}")
                .post("/v1/t")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", containsString("Retry-After"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/t", "/v1/batch", "/v1/projects/local/settings"})
    void shouldTellBrowsersWhatTheyMaySend(String path) {
        given().header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options(path)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Headers", containsString("Authorization"))
                .header("Access-Control-Allow-Methods", containsString("POST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sandbox/clock/advance",
                "/v1/../api/sandbox/clock/advance",
                "/v1/%2e%2e/api/sandbox/clock/advance",
                "//v1/../api/sandbox/clock/advance",
                "/v1"
            })
    void shouldOpenNothingElseToOtherOrigins(String path) {
        assertThat(sendsFrom(ORIGIN, path).getStatusCode()).isIn(403, 404);
        assertThat(sendsFrom(ORIGIN, path).getHeader("Access-Control-Allow-Origin"))
                .isNull();
    }

    @Test
    void shouldTellTheBrowserSdkToSendItsEventsHere() {
        given().header("Origin", ORIGIN)
                .get("/v1/projects/{key}/settings", Person.WRITE_KEY)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .body("integrations.'Segment.io'.apiKey", equalTo(Person.WRITE_KEY))
                .body("integrations.'Segment.io'.apiHost", equalTo("127.0.0.1:" + RestAssured.port + "/v1"))
                .body("integrations.'Segment.io'.protocol", equalTo("http"))
                .body("plan", notNullValue())
                .body("metrics.sampleRate", equalTo(0));
        isProblem(given().get("/v1/projects/{key}/settings", "wrong").then(), 404, "unknown-write-key");
    }

    @Test
    void shouldTakeMeasurementsOfTheSdkAndKeepNone() {
        given().contentType("text/plain")
                .body("{\"series\": []}")
                .post("/v1/m")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldTellASourceThatSendsTooMuchToWaitAndNobodyElse() {
        // given a key that may send one event a second
        var many = Map.of("batch", Collections.nCopies(60, track(userId, "A")));

        // when
        sendsAs("slow-key", many).statusCode(200);

        // then
        isProblem(sendsAs("slow-key", many), 429, "rate-limit").header("Retry-After", "1");
        sendsBatch(List.of(track(userId, "B"))).then().statusCode(200);
    }

    private static Map<String, Object> everything(String previousId) {
        return Map.of(
                "type",
                "something else",
                "userId",
                previousId.replace("previous-", ""),
                "previousId",
                previousId,
                "groupId",
                "acme",
                "event",
                "Looked",
                "name",
                "Home",
                "properties",
                Map.of("a", 1),
                "traits",
                Map.of("b", 2));
    }

    private String json(String name) {
        return "{\"type\": \"track\", \"userId\": \"%s\", \"event\": \"%s\"}".formatted(userId, name);
    }

    private String padded(int filling) {
        return "{\"batch\": [%s], \"pad\": \"%s\"}".formatted(json("A"), "x".repeat(filling));
    }

    private List<String> storedNames() {
        return stored("name");
    }

    private List<String> stored(String column) {
        return database.texts(
                "select " + column + " from event where profile_id ="
                        + " (select profile_id from identity where kind = 'user' and value = ?) order by seq",
                userId);
    }

    private Response sendsFrom(String origin, String path) {
        return signedIn()
                .urlEncodingEnabled(false)
                .header("Origin", origin)
                .contentType("text/plain")
                .body(json("A").getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    private static ValidatableResponse sendsAs(String key, Object body) {
        return given().auth()
                .preemptive()
                .basic(key, "")
                .contentType("application/json")
                .body(body)
                .post("/v1/batch")
                .then();
    }

    private static ValidatableResponse sendsPacked(String path, byte[] packed) {
        return signedIn()
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(packed)
                .post("/v1/{path}", path)
                .then();
    }

    private static RequestSpecification signedIn() {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "");
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static ValidatableResponse isProblem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
    }
}
