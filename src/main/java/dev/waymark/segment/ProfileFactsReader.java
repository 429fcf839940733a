package dev.waymark.segment;

import dev.waymark.event.EventLog;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what the rules may know about one profile at this moment. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ProfileFactsReader {

    private final Profiles profiles;
    private final EventLog events;
    private final Clock clock;

    ProfileFactsReader(Profiles profiles, EventLog events, Clock clock) {
        this.profiles = profiles;
        this.events = events;
        this.clock = clock;
    }

    ProfileFacts read(ProfileId profile) {
        var traits = profiles.find(profile).orElseThrow().traits();
        var summaries = events.summaries(profile).stream()
                .map(one -> new EventSummary(one.name(), one.count(), one.firstAt(), one.lastAt()))
                .collect(Collectors.toMap(EventSummary::name, Function.identity()));
        return new ProfileFacts(traits, summaries, clock.instant());
    }
}
