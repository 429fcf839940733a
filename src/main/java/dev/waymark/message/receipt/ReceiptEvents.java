package dev.waymark.message.receipt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.channel.Channels;
import dev.waymark.event.RaisedEvents;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The events that receipts become: by name, so that a journey that waits for one is not refused, and raised. Thread-safe;
 * joins the caller's transaction, who holds the profile's lock.
 */
@ApplicationScoped
class ReceiptEvents implements KeyCatalogue {

    private final Channels channels;
    private final RaisedEvents raised;

    ReceiptEvents(Channels channels, RaisedEvents raised) {
        this.channels = channels;
        this.raised = raised;
    }

    @Override
    public Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public Set<String> keys() {
        return channels.keys().stream()
                .flatMap(channel -> Arrays.stream(ReceiptKind.values()).map(kind -> kind.event(channel)))
                .collect(Collectors.toUnmodifiableSet());
    }

    void raise(Receipt told, ProfileId person, Instant at) {
        raised.raise(person, told.kind().event(told.channel()), properties(told), "receipt:" + told.key(), at);
        raised.store();
    }

    private static ObjectNode properties(Receipt told) {
        var properties = JsonNodeFactory.instance.objectNode().put("channel", told.channel());
        var message = told.message();
        if (message != null) {
            properties
                    .put("message", message.id().toString())
                    .put("enrolment", message.enrolment().toString())
                    .put("journey", message.journey())
                    .put("element", message.elementId())
                    .put("template", message.template());
        }
        new TreeMap<>(told.properties()).forEach(properties::put);
        return properties;
    }
}
