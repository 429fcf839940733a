package dev.waymark.journey;

import dev.waymark.consent.SendingPermission;
import dev.waymark.journey.model.SendStep;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether a journey has anything for somebody: a message they allow, or none at all. Thread-safe. */
@ApplicationScoped
class Permissible {

    private final SendingPermission permission;

    Permissible(SendingPermission permission) {
        this.permission = permission;
    }

    boolean isAny(List<SendStep> sends, ProfileId profile) {
        return sends.isEmpty()
                || sends.stream()
                        .anyMatch(send -> send.channels().stream()
                                .anyMatch(channel -> permission
                                        .refusal(profile, send.topic(), channel)
                                        .isEmpty()));
    }
}
