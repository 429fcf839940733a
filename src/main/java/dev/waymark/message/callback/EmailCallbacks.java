package dev.waymark.message.callback;

import static java.util.Objects.requireNonNullElseGet;

import dev.waymark.message.SentMessage;
import dev.waymark.message.SentMessages;
import dev.waymark.message.link.Tokens;
import dev.waymark.message.link.Tokens.Purpose;
import dev.waymark.message.receipt.Receipt;
import dev.waymark.message.receipt.ReceiptKind;
import dev.waymark.message.receipt.Receipts;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What mail servers report. A report that names no message of ours changes nothing. Thread-safe. */
@ApplicationScoped
class EmailCallbacks {

    private static final String EMAIL = "email";

    /**
     * A failure for good that is about the recipient (RFC 3463, sections 3.2 and 3.3): the address or the mailbox is not
     * there or takes nothing. The sender's address (5.1.7, 5.1.8), a full mailbox, a large mail and what others think of us
     * (5.7) are no reason never to write again.
     */
    private static final Pattern ABOUT_RECIPIENT = Pattern.compile("5\\.(?:1\\.(?!7$|8$)\\d+|2\\.1)");

    private final Tokens tokens;
    private final SentMessages messages;
    private final Receipts receipts;
    private final Clock clock;

    EmailCallbacks(Tokens tokens, SentMessages messages, Receipts receipts, Clock clock) {
        this.tokens = tokens;
        this.messages = messages;
        this.receipts = receipts;
        this.clock = clock;
    }

    void take(byte[] raw) {
        var report = MailReport.read(raw)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        Rejection.Kind.REFUSED,
                        "no-report",
                        "Expected a delivery status notification (RFC 3464) or a complaint (RFC 5965), but it is"
                                + " neither. Post only mail that came back.")));
        message(report).ifPresent(message -> take(report, message));
    }

    private Optional<SentMessage> message(MailReport report) {
        return report.tokens().stream()
                .flatMap(token -> tokens.readCaseless(Purpose.RETURN, token).stream())
                .flatMap(named -> messages.find(named.message()).stream())
                .filter(message -> message.channel().equals(EMAIL))
                .findFirst();
    }

    private void take(MailReport report, SentMessage message) {
        switch (report.outcome()) {
            case DELIVERED -> receipts.take(receipt(message, ReceiptKind.DELIVERED, "", report));
            case BOUNCED -> bounced(report, message);
            case COMPLAINED -> stop(message, receipt(message, ReceiptKind.COMPLAINED, "", report), "complaint");
            case NOTHING -> {}
        }
    }

    private void bounced(MailReport report, SentMessage message) {
        var isHard = ABOUT_RECIPIENT.matcher(report.status()).matches();
        var receipt = receipt(message, ReceiptKind.BOUNCED, report.status(), report)
                .saying(report.status(), Map.of("status", report.status(), "hard", Boolean.toString(isHard)));
        if (isHard) {
            stop(message, receipt, "hard-bounce");
        } else {
            receipts.take(receipt);
        }
    }

    private void stop(SentMessage message, Receipt receipt, String reason) {
        if (message.addressDigest() == null) {
            receipts.take(receipt);
        } else {
            receipts.takeAndStop(receipt, message.addressDigest(), reason);
        }
    }

    private Receipt receipt(SentMessage message, ReceiptKind kind, String what, MailReport report) {
        return Receipt.of(message, kind, what, requireNonNullElseGet(report.at(), clock::instant));
    }
}
