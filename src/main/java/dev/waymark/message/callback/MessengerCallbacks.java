package dev.waymark.message.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.message.ReplyWindow;
import dev.waymark.support.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Reads what Meta says of a page (Messenger Platform, "Webhook events reference"). Thread-safe. */
@ApplicationScoped
class MessengerCallbacks {

    private static final String MESSENGER = "messenger";
    private static final String PERSON = "\\d{5,32}";

    /** What people do, after which Meta takes messages to them. */
    private static final Set<String> DID = Set.of("message", "postback", "reaction", "referral", "optin");

    private final MessengerStatuses statuses;
    private final ReplyWords words;
    private final ReplyWindow window;
    private final ObjectMapper json;

    MessengerCallbacks(MessengerStatuses statuses, ReplyWords words, ReplyWindow window, ObjectMapper json) {
        this.statuses = statuses;
        this.words = words;
        this.window = window;
        this.json = json;
    }

    void take(byte[] body) {
        var post = MetaPost.of(body, json);
        for (var entry : post.entries()) {
            post.all(entry, "messaging").forEach(event -> take(event, post));
            // while another app of the page talks to the person
            post.all(entry, "standby").forEach(event -> take(event, post));
        }
        post.tell(MESSENGER);
    }

    private void take(JsonNode event, MetaPost post) {
        if (event.has("delivery") || event.has("read")) {
            statuses.take(event, person(event), post);
        } else if (DID.stream().anyMatch(event::has)) {
            if (!event.path("message").path("is_echo").asBoolean()) {
                did(event, post);
            }
        }
    }

    private void did(JsonNode event, MetaPost post) {
        var person = person(event);
        var at = MetaPost.millis(event.path("timestamp"));
        if (person.isEmpty() || at.isEmpty()) {
            post.skip();
        } else if (event.has("referral") && !event.has("message") && !event.has("postback") || event.has("optin")) {
            // they came by a link, an advertisement or a button of the site, after which Meta takes messages too
            window.wrote(person.get(), at.get());
        } else if (event.has("reaction")) {
            reacted(event.path("reaction"), person.get(), at.get());
        } else {
            wrote(event, person.get(), at.get(), post);
        }
    }

    private void wrote(JsonNode event, String person, Instant at, MetaPost post) {
        var said = event.path(event.has("message") ? "message" : "postback");
        var id = event.has("message") || said.has("mid")
                ? MetaPost.id(said.path("mid"))
                // buttons are not told with an id everywhere
                : Optional.of(person + ":" + at.toEpochMilli());
        if (id.isEmpty()) {
            post.skip();
            return;
        }
        window.wrote(person, at);
        var text = said.path("text").asText(said.path("title").asText());
        words.take(new Repliers.Act(MESSENGER, person, Digest.of(id.get()), at), text);
    }

    /** It says nothing that is a reply, but Meta takes messages again. */
    private void reacted(JsonNode reaction, String person, Instant at) {
        if (reaction.path("action").asText().equals("react")) {
            window.wrote(person, at);
        }
    }

    private static Optional<String> person(JsonNode event) {
        return Optional.of(event.at("/sender/id").asText()).filter(id -> id.matches(PERSON));
    }
}
