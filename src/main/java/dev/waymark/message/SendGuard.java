package dev.waymark.message;

import dev.waymark.consent.SendingPermission;
import dev.waymark.engine.StepJob;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Says whether a message may be sent now: what the person allows, whether the provider takes it, how often they are
 * written to, at what hour, and what is too late. Asked in the transaction that leases the message, under the profile's
 * lock, so that neither a withdrawal that was answered nor a second message at the same moment is missed. Thread-safe.
 */
@ApplicationScoped
class SendGuard {

    private final SendingPermission permission;
    private final OpenRoads open;
    private final SendLimits limits;
    private final Clock clock;

    SendGuard(SendingPermission permission, OpenRoads open, SendLimits limits, Clock clock) {
        this.permission = permission;
        this.open = open;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What a message is sent for, and where.
     *
     * @param causedAt when what caused the entry happened
     * @param address of the person on the message's channel
     */
    record Occasion(Instant causedAt, String address) {}

    /** Not now, or not at all. */
    sealed interface Objection {

        /** @param reason kebab-case, for the record */
        record Never(String reason) implements Objection {}

        record NotBefore(Instant moment) implements Objection {}
    }

    /** Whether the message counts among those of which nobody should get too many. */
    boolean isLimited(SendTerms terms) {
        return permission.isLimited(terms.topic());
    }

    /** Takes the lock of the person, the first of all, as everywhere; answers who they are by now. */
    ProfileId lock(StepJob job) {
        return limits.lock(new ProfileId(job.claimed().profile()));
    }

    /** Empty where nothing speaks against it. The caller holds the profile's lock. */
    Optional<Objection> object(Message message, ProfileId person, SendTerms terms, Occasion occasion) {
        return Stream.<Supplier<Optional<Objection>>>of(
                        () -> tooLate(terms, occasion.causedAt()),
                        () -> notPermitted(message, person, terms, occasion),
                        () -> isLimited(terms) ? limits.tooMany(message, person) : Optional.empty(),
                        () -> isLimited(terms) ? limits.quiet(message, person, terms) : Optional.empty())
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Objection> notPermitted(Message message, ProfileId person, SendTerms terms, Occasion occasion) {
        return open.refusal(person, terms.topic(), message.channel, occasion.address())
                .map(Objection.Never::new);
    }

    private Optional<Objection> tooLate(SendTerms terms, Instant causedAt) {
        return terms.tooLateAfter() != null
                        && Duration.between(causedAt, clock.instant()).compareTo(terms.tooLateAfter()) > 0
                ? never("too-late")
                : Optional.empty();
    }

    private static Optional<Objection> never(String reason) {
        return Optional.of(new Objection.Never(reason));
    }
}
