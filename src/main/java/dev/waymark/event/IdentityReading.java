package dev.waymark.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import dev.waymark.profile.Identity;
import dev.waymark.profile.PhoneNumbers;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything in an event that names its person: ids, and of an identify call the traits email, phone and lineId;
 * external ids in the context. What is no valid address or number names nobody: two people who both typed "none" must
 * not become one.
 */
@Singleton
class IdentityReading {

    private static final EmailValidator ADDRESS =
            JMail.strictValidator().requireTopLevelDomain().disallowIpDomain().disallowQuotedIdentifiers();

    /** As LINE's Messaging API documents a user id. */
    private static final Pattern LINE_ID = Pattern.compile("U[0-9a-f]{32}");

    private static final int MAX_EXTERNAL_IDS = 20;
    private static final List<String> STRONGEST_FIRST =
            List.of(Identity.USER, Identity.ANONYMOUS, Identity.EMAIL, Identity.PHONE, Identity.LINE);

    private final PhoneNumbers numbers;

    IdentityReading(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    /** Who the event is about, the strongest name first. */
    List<Identity> read(ObjectNode event, @Nullable ObjectNode traits, @Nullable ObjectNode context)
            throws UnsoundEvent {
        var found = new ArrayList<Identity>(2);
        add(found, Identity.USER, Fields.text(event, "userId"));
        add(found, Identity.ANONYMOUS, Fields.text(event, "anonymousId"));
        if (traits != null) {
            add(found, Identity.EMAIL, email(traits.get("email")));
            add(found, Identity.PHONE, phone(traits.get("phone")));
            add(found, Identity.LINE, line(traits.get("lineId")));
        }
        if (context != null && context.get("externalIds") instanceof JsonNode externalIds) {
            addExternal(found, externalIds);
            found.sort(Comparator.comparing(identity -> STRONGEST_FIRST.indexOf(identity.kind())));
        }
        return found;
    }

    private void addExternal(List<Identity> found, JsonNode externalIds) {
        for (int i = 0; i < Math.min(externalIds.size(), MAX_EXTERNAL_IDS); i++) {
            var external = externalIds.path(i);
            switch (external.path("type").asText()) {
                case "email" -> add(found, Identity.EMAIL, email(external.get("id")));
                case "phone" -> add(found, Identity.PHONE, phone(external.get("id")));
                case "line_id" -> add(found, Identity.LINE, line(external.get("id")));
                default -> {
                    // an id of another system, which stays in the context
                }
            }
        }
    }

    private static void add(List<Identity> found, String kind, @Nullable String value) {
        if (value != null && !found.contains(new Identity(kind, value))) {
            found.add(new Identity(kind, value));
        }
    }

    private static @Nullable String email(@Nullable JsonNode said) {
        var address = text(said);
        return address != null && ADDRESS.isValid(address) ? address.toLowerCase(Locale.ROOT) : null;
    }

    private @Nullable String phone(@Nullable JsonNode said) {
        var number = text(said);
        return number == null ? null : numbers.e164(number).orElse(null);
    }

    private static @Nullable String line(@Nullable JsonNode said) {
        var id = text(said);
        return id != null && LINE_ID.matcher(id).matches() ? id : null;
    }

    private static @Nullable String text(@Nullable JsonNode said) {
        if (said == null || !said.isTextual() || said.textValue().length() > Fields.MAX_CHARS) {
            return null;
        }
        return said.textValue().strip();
    }
}
