package dev.waymark.consent;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What somebody says about consent, as a form would send it. */
public final class Words {

    private Words() {}

    /** Sends a consent as it is. */
    public static Response says(UUID profile, Map<String, ?> consent) {
        return given().contentType(ContentType.JSON).body(consent).post("/api/profiles/{id}/consents", profile);
    }

    public static Map<String, Object> allows(String topic, String channel) {
        return new HashMap<>(Map.of(
                "topic",
                topic,
                "channel",
                channel,
                "given",
                true,
                "wording",
                "newsletter-3",
                "language",
                "th",
                "method",
                "form",
                "evidence",
                Map.of("form", "signup-footer")));
    }

    public static Map<String, Object> takesBack(String topic, String channel) {
        return new HashMap<>(Map.of("topic", topic, "channel", channel, "given", false, "method", "form"));
    }

    /** The same with another value in one place. */
    public static Map<String, Object> with(Map<String, ?> consent, String field, Object value) {
        var changed = new HashMap<String, Object>(consent);
        changed.put(field, value);
        return changed;
    }

    /** The same without a field. */
    public static Map<String, Object> without(Map<String, ?> consent, String field) {
        var changed = new HashMap<String, Object>(consent);
        changed.remove(field);
        return changed;
    }
}
