package dev.waymark.event;

import dev.waymark.profile.ProfileId;
import java.util.Set;

/**
 * A batch of events is stored and its profiles are locked; each event is told next as {@link EventIngested}, and
 * {@link IngestClosed} comes last. A listener reads here, for all profiles at once, what it needs for the events.
 */
public record IngestOpened(Set<ProfileId> profiles) {

    public IngestOpened {
        profiles = Set.copyOf(profiles);
    }
}
