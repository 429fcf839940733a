package dev.waymark.release;

import dev.waymark.journey.EntryForecast;
import dev.waymark.journey.PublishedJourney;
import dev.waymark.profile.ProfileId;
import dev.waymark.release.WhatIfResult.JourneyChange;
import dev.waymark.release.WhatIfResult.RuleChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the enrolments that would start when people enter segments. Confined to one thread. */
final class EnrolmentTally {

    private final EntryForecast forecast;
    private final Map<String, Long> wouldStart = new HashMap<>();

    EnrolmentTally(EntryForecast forecast) {
        this.forecast = forecast;
    }

    void add(Map<String, List<ProfileId>> entering) {
        entering.forEach((segment, people) -> forecast.journeysOf(segment)
                .forEach(journey -> wouldStart.merge(
                        journey.key(),
                        (long) forecast.wouldEnter(journey, people).size(),
                        Long::sum)));
    }

    List<JourneyChange> journeys(List<RuleChange> segments) {
        return segments.stream()
                .filter(segment -> segment.enter() > 0 || segment.leave() > 0)
                .flatMap(
                        segment -> forecast.journeysOf(segment.key()).stream().map(journey -> change(journey, segment)))
                .toList();
    }

    private JourneyChange change(PublishedJourney journey, RuleChange segment) {
        var starting = wouldStart.getOrDefault(journey.key(), 0L);
        return new JourneyChange(
                journey.key(),
                journey.title(),
                segment.key(),
                starting,
                segment.enter() - starting,
                forecast.running(journey));
    }
}
