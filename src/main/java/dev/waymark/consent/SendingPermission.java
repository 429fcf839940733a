package dev.waymark.consent;

import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Whether a person may be written to about a topic on a road: a hard stop, what they have allowed or refused, and what
 * needs no asking. Thread-safe; joins the caller's transaction. Nothing here is cached.
 */
@ApplicationScoped
public class SendingPermission {

    private final Consents consents;
    private final Suppressions suppressions;
    private final Topics topics;

    SendingPermission(Consents consents, Suppressions suppressions, Topics topics) {
        this.consents = consents;
        this.suppressions = suppressions;
        this.topics = topics;
    }

    /** Why not, kebab-case; empty if so. */
    @Transactional
    public Optional<String> refusal(ProfileId profile, String topic, String channel) {
        var about = topics.find(topic);
        if (about.isEmpty()) {
            return Optional.of("topic-gone");
        }
        if (about.get().transactional()) {
            return Optional.empty();
        }
        if (suppressions.of(profile).isPresent()) {
            return Optional.of("suppressed");
        }
        var road = ConsentChannel.of(channel).orElse(ConsentChannel.ANY);
        var allowed = about.get().optOut()
                ? !consents.isRefused(profile, topic, road)
                : consents.allows(profile, topic, road);
        return allowed ? Optional.empty() : Optional.of("no-consent");
    }

    /** Whether messages about the topic are limited in number and hours: unless the person has asked for them. */
    public boolean isLimited(String topic) {
        return topics.find(topic).filter(about -> !about.transactional()).isPresent();
    }
}
