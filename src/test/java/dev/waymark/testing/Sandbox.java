package dev.waymark.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.Map;

/** The clock that tests move instead of sleeping. */
public final class Sandbox {

    private Sandbox() {}

    /** Lets time pass, for the application and the broker; an ISO 8601 duration. */
    public static void letPass(String duration) {
        given().contentType(ContentType.JSON)
                .body(Map.of("by", duration))
                .post("/api/sandbox/clock/advance")
                .then()
                .statusCode(200);
    }
}
