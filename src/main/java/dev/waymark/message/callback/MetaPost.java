package dev.waymark.message.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One post of Meta's, which tells many things at once: what cannot be read of it is counted, so that it can be told, and
 * keeps nobody from the rest. Confined to one thread.
 */
final class MetaPost {

    private static final Logger LOG = Logger.getLogger(MetaPost.class);

    /** What Meta calls a message: ASCII without blanks, as long as it likes within reason. */
    private static final String ID = "[\\x21-\\x7e]{1,512}";

    private static final String NUMBER = "\\d{1,15}";

    private final JsonNode root;
    private int unread;

    private MetaPost(JsonNode root) {
        this.root = root;
    }

    static MetaPost of(byte[] body, ObjectMapper json) {
        try {
            var root = json.readTree(body);
            if (root.isObject()) {
                return new MetaPost(root);
            }
        } catch (IOException noJson) {
            // refused below
        }
        throw new RejectedRequest(Rejection.of(
                Rejection.Kind.INVALID, "unreadable-body", "Expected a JSON object as body, but it is not."));
    }

    List<JsonNode> entries() {
        return all(root, "entry");
    }

    /** What stands in a list, if it is there. */
    List<JsonNode> all(JsonNode holder, String list) {
        var found = holder.path(list);
        var all = new ArrayList<JsonNode>();
        if (found.isArray()) {
            found.forEach(all::add);
        } else if (!found.isMissingNode() && !found.isNull()) {
            unread++;
        }
        unread += (int) all.stream().filter(one -> !one.isObject()).count();
        all.removeIf(one -> !one.isObject());
        return all;
    }

    /** Something is not as Meta documents it. */
    void skip() {
        unread++;
    }

    /** Says in the log what was left out, without saying of whom. */
    void tell(String channel) {
        if (unread > 0) {
            LOG.warnf("callback is read in part, the rest is skipped channel=%s skipped=%d", channel, unread);
        }
    }

    static Optional<String> id(JsonNode said) {
        return Optional.of(said.asText()).filter(id -> said.isTextual() && id.matches(ID));
    }

    /** Seconds since 1970, which Meta writes as a text. */
    static Optional<Instant> seconds(JsonNode said) {
        return number(said).map(Instant::ofEpochSecond);
    }

    /** Milliseconds since 1970. */
    static Optional<Instant> millis(JsonNode said) {
        return number(said).map(Instant::ofEpochMilli);
    }

    private static Optional<Long> number(JsonNode said) {
        return Optional.of(said.asText()).filter(text -> text.matches(NUMBER)).map(Long::parseLong);
    }
}
