package dev.waymark.message;

import dev.waymark.consent.ConsentChannel;
import dev.waymark.consent.Consents;
import dev.waymark.consent.Suppressions;
import dev.waymark.consent.Topics;
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
 * Says whether a message may be sent now: what the person allows, how often they are written to, at what hour, and what
 * is too late. Asked in the transaction that leases the message, under the profile's lock, so that neither a withdrawal
 * that was answered nor a second message at the same moment is missed. Thread-safe.
 */
@ApplicationScoped
class SendGuard {

    private final Consents consents;
    private final Suppressions suppressions;
    private final Topics topics;
    private final SendLimits limits;
    private final Clock clock;

    SendGuard(Consents consents, Suppressions suppressions, Topics topics, SendLimits limits, Clock clock) {
        this.consents = consents;
        this.suppressions = suppressions;
        this.topics = topics;
        this.limits = limits;
        this.clock = clock;
    }

    /** Not now, or not at all. */
    sealed interface Objection {

        /** @param reason kebab-case, for the record */
        record Never(String reason) implements Objection {}

        record NotBefore(Instant moment) implements Objection {}
    }

    /** Whether the message counts among those of which nobody should get too many. */
    boolean isLimited(SendTerms terms) {
        return topics.find(terms.topic())
                .filter(topic -> !topic.transactional())
                .isPresent();
    }

    /** Takes the lock of the person; the first of all, as everywhere. */
    void lock(StepJob job) {
        limits.lock(new ProfileId(job.claimed().profile()));
    }

    /** Empty where nothing speaks against it. The caller holds the profile's lock. */
    Optional<Objection> object(Message message, SendTerms terms, Instant causedAt) {
        var topic = topics.find(terms.topic());
        if (topic.isEmpty()) {
            return never("topic-gone");
        }
        var profile = new ProfileId(message.profileId);
        Supplier<Optional<Objection>> late = () -> tooLate(terms, causedAt);
        if (topic.get().transactional()) {
            return late.get();
        }
        return Stream.<Supplier<Optional<Objection>>>of(
                        late,
                        () -> unlessAllowed(profile, topic.get(), message.channel),
                        () -> limits.tooMany(message),
                        () -> limits.quiet(message, terms))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Objection> tooLate(SendTerms terms, Instant causedAt) {
        return terms.tooLateAfter() != null
                        && Duration.between(causedAt, clock.instant()).compareTo(terms.tooLateAfter()) > 0
                ? never("too-late")
                : Optional.empty();
    }

    private Optional<Objection> unlessAllowed(ProfileId profile, Topics.Topic topic, String channel) {
        if (suppressions.of(profile).isPresent()) {
            return never("suppressed");
        }
        var road = ConsentChannel.of(channel).orElse(ConsentChannel.ANY);
        var allowed = topic.optOut()
                ? !consents.isRefused(profile, topic.key(), road)
                : consents.allows(profile, topic.key(), road);
        return allowed ? Optional.empty() : never("no-consent");
    }

    private static Optional<Objection> never(String reason) {
        return Optional.of(new Objection.Never(reason));
    }
}
