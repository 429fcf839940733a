package dev.waymark.message.link;

import dev.waymark.message.SentMessage;
import dev.waymark.message.SentMessages;
import dev.waymark.message.receipt.Receipt;
import dev.waymark.message.receipt.ReceiptKind;
import dev.waymark.message.receipt.Receipts;
import dev.waymark.profile.Profiles;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes receipts of visits, a moment after they came: whether somebody clicked or a program did can be seen only from what
 * came beside it, and an event that was raised is not taken back. Thread-safe; a message is a transaction, under the lock of
 * its profile, so that no visit is judged twice.
 */
@ApplicationScoped
class VisitJudge {

    private final Visits visits;
    private final SentMessages messages;
    private final Profiles profiles;
    private final Receipts receipts;
    private final TrackingSettings settings;

    VisitJudge(Visits visits, SentMessages messages, Profiles profiles, Receipts receipts, TrackingSettings settings) {
        this.visits = visits;
        this.messages = messages;
        this.profiles = profiles;
        this.receipts = receipts;
        this.settings = settings;
    }

    /** Answers whether there was anything to judge. */
    boolean judge() {
        var due = visits.toJudge(settings.judgedAfter());
        var failures =
                due.stream().flatMap(message -> failure(message).stream()).toList();
        if (!due.isEmpty()) {
            visits.forgetOld();
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return !due.isEmpty();
    }

    /** One that breaks holds up nobody else's. */
    private Optional<RuntimeException> failure(UUID message) {
        try {
            QuarkusTransaction.requiringNew().run(() -> judge(message));
            return Optional.empty();
        } catch (RuntimeException broken) {
            return Optional.of(broken);
        }
    }

    private void judge(UUID id) {
        var message = messages.find(id).orElseThrow();
        profiles.lockPerson(message.profile());
        var due = new HashSet<>(visits.due(id, settings.judgedAfter()));
        var all = visits.of(id);
        all.stream().filter(visit -> due.contains(visit.id())).forEach(visit -> take(message, visit, all));
        visits.judged(id, List.copyOf(due));
    }

    private void take(SentMessage message, Visit visit, List<Visit> all) {
        var sentAt = message.acceptedAt() != null ? message.acceptedAt() : message.triedAt();
        var receipt = receipt(message, visit, visit.link());
        var machine = Machines.verdict(visit, sentAt, settings.tooSoon(), all);
        receipts.take(machine.map(receipt::byMachine).orElse(receipt));
    }

    private static Receipt receipt(SentMessage message, Visit visit, @Nullable Integer link) {
        if (link == null) {
            return Receipt.of(message, ReceiptKind.OPENED, "", visit.at());
        }
        var clicked = Receipt.of(message, ReceiptKind.CLICKED, Integer.toString(link), visit.at());
        return link < message.links().size()
                ? clicked.saying(
                        "link " + link, properties(link, message.links().get(link)))
                : clicked;
    }

    /** Where a link leads, without what it carries along: that may be the person's own. */
    private static Map<String, String> properties(int link, String target) {
        return Map.of("link", Integer.toString(link), "url", target.replaceFirst("[?#].*$", ""));
    }
}
