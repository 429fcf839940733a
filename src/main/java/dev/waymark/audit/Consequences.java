package dev.waymark.audit;

import dev.waymark.conversion.Conversions;
import dev.waymark.message.MessageLedger;
import jakarta.enterprise.context.ApplicationScoped;

/** What came of an enrolment, and where it is read. */
@ApplicationScoped
class Consequences {

    private final MessageLedger messages;
    private final Conversions conversions;
    private final AuditTrail audit;

    Consequences(MessageLedger messages, Conversions conversions, AuditTrail audit) {
        this.messages = messages;
        this.conversions = conversions;
        this.audit = audit;
    }

    MessageLedger messages() {
        return messages;
    }

    Conversions conversions() {
        return conversions;
    }

    AuditTrail audit() {
        return audit;
    }
}
