package dev.waymark.message.callback;

import dev.waymark.message.SentMessage;
import dev.waymark.message.SentMessages;
import dev.waymark.message.link.Tokens;
import dev.waymark.message.link.Tokens.Purpose;
import dev.waymark.message.receipt.Receipt;
import dev.waymark.message.receipt.ReceiptKind;
import dev.waymark.message.receipt.Receipts;
import dev.waymark.profile.PhoneNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what Twilio says. Thread-safe. */
@ApplicationScoped
class SmsCallbacks {

    private static final String SMS = "sms";
    private static final String CODE = "\\d{1,6}";
    private static final String ID = "[A-Za-z0-9]{1,64}";

    /** There is no such number, or none that takes messages (Twilio's error dictionary): as a hard bounce. */
    private static final Set<String> NO_SUCH_NUMBER = Set.of("21211", "21614", "30005", "30006");

    /** Who has written STOP is held back by the provider itself. */
    private static final String STOPPED_AT_PROVIDER = "21610";

    private final Tokens tokens;
    private final SentMessages messages;
    private final Receipts receipts;
    private final Senders senders;
    private final Clock clock;

    SmsCallbacks(Tokens tokens, SentMessages messages, Receipts receipts, Senders senders, Clock clock) {
        this.tokens = tokens;
        this.messages = messages;
        this.receipts = receipts;
        this.senders = senders;
        this.clock = clock;
    }

    /** Who writes from a number. */
    @ApplicationScoped
    static class Senders {

        private final PhoneNumbers numbers;
        private final ReplyWords words;

        Senders(PhoneNumbers numbers, ReplyWords words) {
            this.numbers = numbers;
            this.words = words;
        }

        void wrote(String number, String id, Instant at, String text) {
            numbers.e164(number).ifPresent(from -> words.take(new Repliers.Act(SMS, from, id, at), text));
        }
    }

    /** @param token that stands in the address we have given for this message; null where it was called without */
    void status(@Nullable String token, MultivaluedMap<String, String> form) {
        var status = text(form, "MessageStatus").toLowerCase(Locale.ROOT);
        message(token, form).ifPresent(message -> {
            switch (status) {
                case "delivered" -> receipts.take(receipt(message, ReceiptKind.DELIVERED, ""));
                case "undelivered", "failed" -> failed(message, text(form, "ErrorCode"));
                // on its way
                default -> {}
            }
        });
    }

    private void failed(SentMessage message, String said) {
        var code = said.matches(CODE) ? said : "unknown";
        var isGone = NO_SUCH_NUMBER.contains(code);
        var receipt = receipt(message, isGone ? ReceiptKind.BOUNCED : ReceiptKind.FAILED, code)
                .saying("sms-" + code, Map.of("reason", "sms-" + code));
        if (message.addressDigest() != null && (isGone || code.equals(STOPPED_AT_PROVIDER))) {
            receipts.takeAndStop(receipt, message.addressDigest(), isGone ? "no-such-number" : "stopped-at-provider");
        } else {
            receipts.take(receipt);
        }
    }

    private Receipt receipt(SentMessage message, ReceiptKind kind, String what) {
        return Receipt.of(message, kind, what, clock.instant());
    }

    private Optional<SentMessage> message(@Nullable String token, MultivaluedMap<String, String> form) {
        var named = Optional.ofNullable(token)
                .flatMap(ours -> tokens.read(Purpose.STATUS, ours))
                .flatMap(ours -> messages.find(ours.message()));
        return named.or(() -> messages.byProvider(SMS, text(form, "MessageSid")))
                .filter(message -> message.channel().equals(SMS));
    }

    void incoming(MultivaluedMap<String, String> form) {
        var id = text(form, "MessageSid");
        if (id.matches(ID)) {
            senders.wrote(text(form, "From"), id, clock.instant(), text(form, "Body"));
        }
    }

    private static String text(MultivaluedMap<String, String> form, String field) {
        var value = form.getFirst(field);
        return value == null ? "" : value;
    }
}
