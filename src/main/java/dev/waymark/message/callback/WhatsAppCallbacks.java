package dev.waymark.message.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.profile.PhoneNumbers;
import dev.waymark.support.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads what Meta says of WhatsApp (Cloud API, webhooks, the field {@code messages}). Thread-safe. */
@ApplicationScoped
class WhatsAppCallbacks {

    private static final String WHATSAPP = "whatsapp";

    /** Told as messages, but nobody has written anything. */
    private static final Set<String> NO_REPLY = Set.of("reaction", "system", "request_welcome");

    private final WhatsAppStatuses statuses;
    private final ReplyWords words;
    private final PhoneNumbers numbers;
    private final ObjectMapper json;
    private final Optional<String> phoneId;

    WhatsAppCallbacks(
            WhatsAppStatuses statuses,
            ReplyWords words,
            PhoneNumbers numbers,
            ObjectMapper json,
            @ConfigProperty(name = "waymark.whatsapp.phone-id") Optional<String> phoneId) {
        this.statuses = statuses;
        this.words = words;
        this.numbers = numbers;
        this.json = json;
        this.phoneId = phoneId.map(String::strip);
    }

    void take(byte[] body) {
        var post = MetaPost.of(body, json);
        for (var entry : post.entries()) {
            for (var change : post.all(entry, "changes")) {
                if (change.path("field").asText().equals("messages")) {
                    take(change.path("value"), post);
                }
            }
        }
        post.tell(WHATSAPP);
    }

    private void take(JsonNode value, MetaPost post) {
        if (!value.isObject()) {
            post.skip();
            return;
        }
        post.all(value, "statuses").forEach(status -> statuses.take(status, post));
        var messages = post.all(value, "messages");
        if (isToUs(value)) {
            messages.forEach(message -> reply(message, post));
        }
    }

    /** An account may have more numbers, to which people write about other things. */
    private boolean isToUs(JsonNode value) {
        var to = value.at("/metadata/phone_number_id").asText();
        return to.isEmpty() || phoneId.isEmpty() || phoneId.get().equals(to);
    }

    private void reply(JsonNode message, MetaPost post) {
        var id = MetaPost.id(message.path("id"));
        var at = MetaPost.seconds(message.path("timestamp"));
        var from = Optional.of(message.path("from").asText())
                .filter(digits -> digits.matches("\\d{5,20}"))
                .flatMap(digits -> numbers.e164("+" + digits));
        if (id.isEmpty() || at.isEmpty() || from.isEmpty()) {
            post.skip();
        } else if (!NO_REPLY.contains(message.path("type").asText())) {
            // Meta's id holds the number
            words.take(new Repliers.Act(WHATSAPP, from.get(), Digest.of(id.get()), at.get()), text(message));
        }
    }

    /** What was written, or stands on the button that was pressed. */
    private static String text(JsonNode message) {
        return Stream.of(
                        "/text/body",
                        "/button/text",
                        "/interactive/button_reply/title",
                        "/interactive/list_reply/title")
                .map(place -> message.at(place).asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
