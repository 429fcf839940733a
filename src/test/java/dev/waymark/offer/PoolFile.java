package dev.waymark.offer;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Codes that a marketer brings to a pool, and what became of the file. */
final class PoolFile {

    private PoolFile() {}

    /** So many codes that nobody has seen before. */
    static List<String> codes(int count) {
        var some = UUID.randomUUID().toString().substring(0, 8);
        return IntStream.range(0, count).mapToObj(i -> "P-" + some + "-" + i).toList();
    }

    /** Fills a pool and waits until it is. */
    static void fill(String offer, List<String> codes) {
        done(sendCsv(offer, null, "code\n" + String.join("\n", codes)));
    }

    static Response sendCsv(String offer, String key, String csv) {
        return send(offer, key, "text/csv", csv);
    }

    static Response sendJson(String offer, String key, String json) {
        return send(offer, key, "application/json", json);
    }

    private static Response send(String offer, String key, String type, String body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("text/csv", ContentType.TEXT)))
                .contentType(type)
                .headers(key == null ? Map.of() : Map.of("Idempotency-Key", key))
                .body(body)
                .post("/api/pools/{offer}/codes", offer);
    }

    /** The import once every line was worked. */
    static JsonPath done(Response accepted) {
        var id = accepted.then().statusCode(202).extract().jsonPath().getString("id");
        await().atMost(20, SECONDS)
                .until(() -> given().get("/api/imports/{id}", id).jsonPath().getString("status"), "DONE"::equals);
        return given().get("/api/imports/{id}", id).jsonPath();
    }

    static JsonPath pool(String offer) {
        return given().get("/api/pools/{offer}", offer)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
