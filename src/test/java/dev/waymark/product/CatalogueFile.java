package dev.waymark.product;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Products that somebody hands in, and what became of the file. */
public final class CatalogueFile {

    private CatalogueFile() {}

    public static Response sendCsv(String csv) {
        return send("text/csv", csv);
    }

    static Response send(String type, String body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .defaultContentCharset("UTF-8")
                                .encodeContentTypeAs("text/csv", ContentType.TEXT)))
                .contentType(type)
                .body(body)
                .post("/api/products");
    }

    /** The import once every line was worked. */
    public static JsonPath done(Response accepted) {
        var id = accepted.then().statusCode(202).extract().jsonPath().getString("id");
        await().atMost(20, SECONDS)
                .until(() -> given().get("/api/imports/{id}", id).jsonPath().getString("status"), "DONE"::equals);
        return given().get("/api/imports/{id}", id).jsonPath();
    }
}
