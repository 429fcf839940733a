package dev.waymark.imports;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A CSV file that somebody hands in, and what became of it. */
record CsvImport(String id) {

    static Response sends(String kind, byte[] file) {
        return given().config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("text/csv", io.restassured.http.ContentType.BINARY)))
                .contentType("text/csv")
                .body(file)
                .post("/api/imports?kind={kind}&source=shop-till", kind);
    }

    static Response sends(String kind, String... lines) {
        return sends(kind, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Hands it in and waits until every row was worked. */
    static CsvImport done(String kind, String... lines) {
        return of(sends(kind, lines)).awaitDone();
    }

    static CsvImport of(Response accepted) {
        var id = accepted.then().statusCode(202).extract().jsonPath().getString("id");
        assertThat(accepted.header("Location")).endsWith("/api/imports/" + id);
        return new CsvImport(id);
    }

    CsvImport awaitDone() {
        await().atMost(20, SECONDS)
                .until(() -> given().get("/api/imports/{id}", id).jsonPath().getString("status"), "DONE"::equals);
        return this;
    }

    JsonPath answer() {
        return given().get("/api/imports/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Rows total, done, refused; events stored, repeated. */
    List<Integer> counts() {
        var answer = answer();
        return List.of(
                answer.getInt("rows.total"),
                answer.getInt("rows.done"),
                answer.getInt("rows.refused"),
                answer.getInt("events.stored"),
                answer.getInt("events.repeated"));
    }

    /** Of each refusal its line and column. */
    List<String> refused() {
        var answer = answer();
        var columns = answer.<String>getList("refusals.column");
        var lines = answer.<Integer>getList("refusals.line");
        return java.util.stream.IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i) + " " + columns.get(i))
                .toList();
    }
}
