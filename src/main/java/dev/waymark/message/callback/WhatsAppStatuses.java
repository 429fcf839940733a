package dev.waymark.message.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.message.SentMessage;
import dev.waymark.message.SentMessages;
import dev.waymark.message.receipt.Receipt;
import dev.waymark.message.receipt.ReceiptKind;
import dev.waymark.message.receipt.Receipts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what became of messages in WhatsApp (Cloud API, webhooks, "status messages"). Thread-safe. */
@ApplicationScoped
class WhatsAppStatuses {

    private static final String WHATSAPP = "whatsapp";
    private static final String CODE = "\\d{1,9}";
    private static final String UUIDS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final SentMessages messages;
    private final Receipts receipts;

    WhatsAppStatuses(SentMessages messages, Receipts receipts) {
        this.messages = messages;
        this.receipts = receipts;
    }

    void take(JsonNode status, MetaPost post) {
        var id = MetaPost.id(status.path("id"));
        var at = MetaPost.seconds(status.path("timestamp"));
        if (id.isEmpty() || at.isEmpty()) {
            post.skip();
            return;
        }
        message(id.get(), status.path("biz_opaque_callback_data").asText())
                .ifPresent(message -> take(message, status, at.get()));
    }

    /** What we gave with it names the message also where Meta's answer to it was lost. */
    private Optional<SentMessage> message(String id, String ours) {
        var named = ours.matches(UUIDS) ? messages.find(UUID.fromString(ours)) : Optional.<SentMessage>empty();
        return named.filter(message -> message.channel().equals(WHATSAPP)).or(() -> messages.byProvider(WHATSAPP, id));
    }

    private void take(SentMessage message, JsonNode status, Instant at) {
        switch (status.path("status").asText()) {
            case "delivered" -> receipts.take(Receipt.of(message, ReceiptKind.DELIVERED, "", at));
            case "read" -> {
                // what is read at once is not told to be delivered as well
                receipts.take(Receipt.of(message, ReceiptKind.DELIVERED, "", at));
                receipts.take(Receipt.of(message, ReceiptKind.OPENED, "", at));
            }
            case "failed" ->
                receipts.take(failed(message, status.at("/errors/0/code").asText(), at));
            // on its way
            default -> {}
        }
    }

    /** None of Meta's codes says for sure that nobody is there, so that none stops a number. */
    private static Receipt failed(SentMessage message, String said, Instant at) {
        var code = said.matches(CODE) ? said : "unknown";
        var reason = WHATSAPP + "-" + code;
        return Receipt.of(message, ReceiptKind.FAILED, code, at).saying(reason, Map.of("reason", reason));
    }
}
