package dev.waymark.release;

import dev.waymark.journey.EntryForecast;
import dev.waymark.profile.LivingProfiles;
import dev.waymark.profile.ProfileId;
import dev.waymark.release.WhatIfView.People;
import dev.waymark.segment.FactsOfMany;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks two rule sets about everybody or a sample, some people at a time, in short transactions that only read.
 *
 * <p>Thread-safe. Somebody who changes meanwhile is seen before or after it, wholly.
 */
@ApplicationScoped
class WhatIfRun {

    private static final int PEOPLE_AT_ONCE = 500;

    private final LivingProfiles profiles;
    private final FactsOfMany facts;
    private final EntryForecast forecast;
    private final Clock clock;

    WhatIfRun(LivingProfiles profiles, FactsOfMany facts, EntryForecast forecast, Clock clock) {
        this.profiles = profiles;
        this.facts = facts;
        this.forecast = forecast;
        this.clock = clock;
    }

    /**
     * The answer, or empty if it was stopped.
     *
     * @param sample how many people to ask about, null for everybody
     * @param goesOn is told how far it is, and says whether to go on
     */
    Optional<WhatIfResult> run(Comparison comparison, @Nullable Integer sample, Predicate<People> goesOn) {
        var everybody = profiles.count();
        var sampled = sample == null || sample >= everybody ? null : profiles.sample(sample);
        var enrolments = new EnrolmentTally(forecast);
        var at = clock.instant();
        var total = sampled == null ? everybody : sampled.size();
        var people = new People(total, 0);
        var page = next(sampled, null, 0);
        while (goesOn.test(people)) {
            if (page.isEmpty()) {
                var share = sampled == null ? 1 : (double) total / everybody;
                return Optional.of(result(comparison, enrolments, new Looked(at, share)));
            }
            enrolments.add(comparison.ask(facts.read(page, at, comparison.asked())));
            people = new People(total, people.done() + page.size());
            page = next(sampled, page.getLast(), people.done());
        }
        return Optional.empty();
    }

    private record Looked(Instant at, double share) {}

    private static WhatIfResult result(Comparison comparison, EnrolmentTally enrolments, Looked looked) {
        var segments = comparison.segments();
        return new WhatIfResult(
                looked.at(), looked.share(), segments, comparison.signals(), enrolments.journeys(segments));
    }

    private List<ProfileId> next(@Nullable List<ProfileId> sampled, @Nullable ProfileId last, long done) {
        return sampled == null
                ? profiles.after(last, PEOPLE_AT_ONCE)
                : sampled.stream().skip(done).limit(PEOPLE_AT_ONCE).toList();
    }
}
