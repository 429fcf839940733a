package dev.waymark.message.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.consent.SuppressedAddresses;
import dev.waymark.message.SentMessage;
import dev.waymark.message.SentMessages;
import dev.waymark.message.receipt.Receipt;
import dev.waymark.message.receipt.ReceiptKind;
import dev.waymark.message.receipt.Receipts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads what became of messages in Messenger. Meta tells a watermark: all that was sent before it was delivered, or read.
 * It names messages that were delivered besides, if the person's Messenger is not too old. What Meta had
 * taken by then, as far as its answer was here, is certainly older; what was just on its way is left to the next one.
 * Thread-safe.
 */
@ApplicationScoped
class MessengerStatuses {

    private static final String MESSENGER = "messenger";

    private final SentMessages messages;
    private final Receipts receipts;

    MessengerStatuses(SentMessages messages, Receipts receipts) {
        this.messages = messages;
        this.receipts = receipts;
    }

    void take(JsonNode event, Optional<String> person, MetaPost post) {
        var isRead = event.has("read");
        var said = event.path(isRead ? "read" : "delivery");
        var until = MetaPost.millis(said.path("watermark"));
        if (person.isEmpty() || until.isEmpty()) {
            post.skip();
        } else if (isRead) {
            before(until.get(), person.get(), ReceiptKind.OPENED).forEach(message -> {
                receipts.take(receipt(message, ReceiptKind.DELIVERED, until.get()));
                receipts.take(receipt(message, ReceiptKind.OPENED, until.get()));
            });
        } else {
            delivered(said, person.get(), until.get(), post)
                    .forEach(message -> receipts.take(receipt(message, ReceiptKind.DELIVERED, until.get())));
        }
    }

    /** Those that are named, and those before the moment: of one whose answer was slower than this, nobody tells again. */
    private List<SentMessage> delivered(JsonNode said, String person, Instant until, MetaPost post) {
        var told = new LinkedHashMap<UUID, SentMessage>();
        for (var mid : said.path("mids")) {
            var id = MetaPost.id(mid);
            if (id.isEmpty()) {
                post.skip();
            }
            id.flatMap(one -> messages.byProvider(MESSENGER, one)).ifPresent(named -> told.put(named.id(), named));
        }
        before(until, person, ReceiptKind.DELIVERED).forEach(message -> told.putIfAbsent(message.id(), message));
        return List.copyOf(told.values());
    }

    private List<SentMessage> before(Instant until, String person, ReceiptKind kind) {
        return messages.takenBy(until, MESSENGER, SuppressedAddresses.digest(MESSENGER, person), kind.name());
    }

    private static Receipt receipt(SentMessage message, ReceiptKind kind, Instant at) {
        return Receipt.of(message, kind, "", at);
    }
}
