package dev.waymark.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A site that sends events with the key of the first run, and sees the answers. */
public final class Site {

    private Site() {}

    /** Sends a body as it is to {@code /v1/<path>}. */
    public static Response sends(String path, Object body) {
        return given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/{path}", path);
    }

    /** Sends bytes as they are, which need not be JSON, to {@code /v1/<path>}. */
    public static Response sends(String path, byte[] body) {
        return given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/{path}", path);
    }

    /** Sends events in one batch. */
    public static Response sendsBatch(List<?> events) {
        return sends("batch", Map.of("batch", events));
    }

    /** A track call of a known person, with a message id of its own. */
    public static Map<String, Object> track(String userId, String event) {
        return track(userId, event, UUID.randomUUID().toString());
    }

    /** A track call of a known person. */
    public static Map<String, Object> track(String userId, String event, String messageId) {
        return Map.of("type", "track", "messageId", messageId, "userId", userId, "event", event);
    }

    /** The same event, with another value in one place. */
    public static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
        var changed = new HashMap<>(event);
        changed.put(field, value);
        return changed;
    }
}
