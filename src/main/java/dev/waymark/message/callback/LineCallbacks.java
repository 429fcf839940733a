package dev.waymark.message.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads what LINE says (Messaging API reference, "Webhook event objects"). Thread-safe. */
@ApplicationScoped
class LineCallbacks {

    private static final String LINE = "line";
    private static final String ID = "[A-Za-z0-9_-]{1,64}";
    private static final String PERSON = "U[0-9a-f]{32}";

    private final Repliers repliers;
    private final ObjectMapper json;

    LineCallbacks(Repliers repliers, ObjectMapper json) {
        this.repliers = repliers;
        this.json = json;
    }

    void take(byte[] body) {
        for (var event : read(body).path("events")) {
            act(event).ifPresent(act -> take(event.path("type").asText(), act));
        }
    }

    private void take(String type, Repliers.Act act) {
        switch (type) {
            case "message", "postback" -> repliers.replied(act);
            case "unfollow" -> repliers.left(act);
            case "follow" -> repliers.cameBack(act);
            // of groups, and what does not tell of messages
            default -> {}
        }
    }

    private static Optional<Repliers.Act> act(JsonNode event) {
        var id = event.path("webhookEventId").asText();
        var person = event.path("source").path("userId").asText();
        var at = event.path("timestamp");
        return id.matches(ID) && person.matches(PERSON) && at.isIntegralNumber() && at.canConvertToLong()
                ? Optional.of(new Repliers.Act(LINE, person, id, moment(at.asLong())))
                : Optional.empty();
    }

    /** A time that no clock shows is as good as the beginning of time. */
    private static Instant moment(long millis) {
        return Instant.ofEpochMilli(Math.clamp(millis, 0, Long.MAX_VALUE / 1_000_000));
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException noJson) {
            throw new RejectedRequest(Rejection.of(
                    Rejection.Kind.INVALID, "unreadable-body", "Expected a JSON object as body, but it is not."));
        }
    }
}
