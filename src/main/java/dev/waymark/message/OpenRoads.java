package dev.waymark.message;

import dev.waymark.consent.SendingPermission;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Whether a channel leads to a person now: what they allow, and whether the provider takes anything for them. Thread-safe;
 * joins the caller's transaction.
 */
@ApplicationScoped
class OpenRoads {

    private final SendingPermission permission;
    private final ReplyWindow window;

    OpenRoads(SendingPermission permission, ReplyWindow window) {
        this.permission = permission;
        this.window = window;
    }

    /** Why not, kebab-case; empty if so. */
    Optional<String> refusal(ProfileId person, String topic, String channel, String address) {
        return permission.refusal(person, topic, channel, address).or(() -> window.refusal(channel, address));
    }
}
