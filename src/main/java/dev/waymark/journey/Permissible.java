package dev.waymark.journey;

import dev.waymark.consent.SendingPermission;
import dev.waymark.consent.SendingPermission.Road;
import dev.waymark.journey.model.SendStep;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a journey has anything for somebody: a message they allow, or none at all. Thread-safe. */
@ApplicationScoped
class Permissible {

    private final SendingPermission permission;

    Permissible(SendingPermission permission) {
        this.permission = permission;
    }

    /** Those for whom it has something. */
    Set<ProfileId> among(List<SendStep> sends, Collection<ProfileId> people) {
        return sends.isEmpty() || people.isEmpty()
                ? Set.copyOf(people)
                : permission.allowingAny(
                        people,
                        sends.stream()
                                .flatMap(send ->
                                        send.channels().stream().map(channel -> new Road(send.topic(), channel)))
                                .collect(Collectors.toSet()));
    }
}
