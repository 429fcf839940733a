package dev.waymark.event;

import dev.waymark.profile.ProfileId;
import java.util.Set;

/** Every event of the batch was told: a listener writes here, for all profiles at once, what it gathered. */
public record IngestClosed(Set<ProfileId> profiles) {

    public IngestClosed {
        profiles = Set.copyOf(profiles);
    }
}
