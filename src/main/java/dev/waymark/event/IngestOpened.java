package dev.waymark.event;

import dev.waymark.profile.ProfileId;
import java.util.List;
import java.util.Set;

/**
 * A batch of events is stored and its profiles are locked; each event is told next as {@link EventIngested}, and
 * {@link IngestClosed} comes last. A listener reads here, for all profiles at once, what it needs for the events.
 *
 * @param events all that are going to be told, in their order
 */
public record IngestOpened(Set<ProfileId> profiles, List<EventIngested> events) {

    public IngestOpened {
        profiles = Set.copyOf(profiles);
        events = List.copyOf(events);
    }
}
