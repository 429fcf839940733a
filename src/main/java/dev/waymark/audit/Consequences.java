package dev.waymark.audit;

import dev.waymark.conversion.Conversions;
import dev.waymark.message.SentMessages;
import jakarta.enterprise.context.ApplicationScoped;

/** What came of an enrolment, and where it is read. */
@ApplicationScoped
class Consequences {

    private final SentMessages messages;
    private final Conversions conversions;
    private final AuditTrail audit;

    Consequences(SentMessages messages, Conversions conversions, AuditTrail audit) {
        this.messages = messages;
        this.conversions = conversions;
        this.audit = audit;
    }

    SentMessages messages() {
        return messages;
    }

    Conversions conversions() {
        return conversions;
    }

    AuditTrail audit() {
        return audit;
    }
}
