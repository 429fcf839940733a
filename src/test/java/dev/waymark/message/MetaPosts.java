package dev.waymark.message;

import dev.waymark.testing.Callbacks;
import java.time.Instant;
import java.util.UUID;

/** What Meta posts, as in the examples of its manuals. */
final class MetaPosts {

    /** Of the number in the settings of the tests. */
    private static final String PHONE_ID = "106540352242922";

    private MetaPosts() {}

    static String somebodysNumber() {
        return "+6689%07d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 10_000_000));
    }

    static String somebodysId() {
        return "%017d".formatted(UUID.randomUUID().getMostSignificantBits() >>> 8);
    }

    /** WhatsApp: a status of one message, as it stands in a list. */
    static String status(String id, String status, Instant at, String more) {
        return """
                {"id": "%s", "status": "%s", "timestamp": "%d", "recipient_id": "66812345678"%s}
                """.formatted(id, status, at.getEpochSecond(), more);
    }

    /** WhatsApp: a text of somebody, as it stands in a list. */
    static String text(String number, String id, Instant at, String text) {
        return """
                {"from": "%s", "id": "%s", "timestamp": "%d", "type": "text", "text": {"body": "%s"}}
                """.formatted(number.substring(1), id, at.getEpochSecond(), text);
    }

    static String value(String list, String phoneId, String... items) {
        return """
                {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "15550783881",
                 "phone_number_id": "%s"}, "contacts": [{"profile": {"name": "Secret Person"}, "wa_id": "1"}],
                 "%s": [%s]}
                """.formatted(phoneId, list, String.join(",", items));
    }

    static String change(String value) {
        return "{\"field\": \"messages\", \"value\": " + value + "}";
    }

    static String entry(String... changes) {
        return "{\"id\": \"102290129340398\", \"changes\": [" + String.join(",", changes) + "]}";
    }

    static String post(String object, String... entries) {
        return "{\"object\": \"" + object + "\", \"entry\": [" + String.join(",", entries) + "]}";
    }

    static void whatsAppTells(String... statuses) {
        tells("whatsapp", post("whatsapp_business_account", entry(change(value("statuses", PHONE_ID, statuses)))));
    }

    static void whatsAppBrings(String... messages) {
        whatsAppBringsTo(PHONE_ID, messages);
    }

    static void whatsAppBringsTo(String phoneId, String... messages) {
        tells("whatsapp", post("whatsapp_business_account", entry(change(value("messages", phoneId, messages)))));
    }

    /** Messenger: one event of a person, as it stands in a list. */
    static String event(String person, Instant at, String what) {
        return """
                {"sender": {"id": "%s"}, "recipient": {"id": "682498302938465"}, "timestamp": %d, %s}
                """.formatted(person, at.toEpochMilli(), what);
    }

    static String words(String person, Instant at, String id, String text) {
        return event(person, at, "\"message\": {\"mid\": \"%s\", \"text\": \"%s\"}".formatted(id, text));
    }

    static void messengerTells(String... events) {
        tells("messenger", post("page", page("messaging", events)));
    }

    static String page(String list, String... events) {
        return "{\"id\": \"682498302938465\", \"time\": 1458692752478, \"%s\": [%s]}"
                .formatted(list, String.join(",", events));
    }

    static void tells(String channel, String body) {
        Callbacks.meta(channel, body).then().statusCode(200);
    }
}
