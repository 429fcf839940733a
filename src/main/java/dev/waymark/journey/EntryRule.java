package dev.waymark.journey;

import dev.waymark.conversion.Goals;
import dev.waymark.experiment.Assignment;
import dev.waymark.journey.model.Entry;
import dev.waymark.journey.model.Exits;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.CurrentSegments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a journey lets somebody in: how often, whom not, and who is held out. Reads only; thread-safe, joins the
 * caller's transaction, which holds the profile's lock.
 */
@ApplicationScoped
class EntryRule {

    /** Entry key of a journey that a person enters once ever. */
    static final String ONCE = "once";

    private static final Duration USUAL_WINDOW = Duration.ofDays(30);

    private final EntryTable table;
    private final CurrentSegments segments;
    private final Permissible permissible;
    private final Goals goals;
    private final Clock clock;

    EntryRule(EntryTable table, CurrentSegments segments, Permissible permissible, Goals goals, Clock clock) {
        this.goals = goals;
        this.table = table;
        this.segments = segments;
        this.permissible = permissible;
        this.clock = clock;
    }

    /** In, or not and why. */
    sealed interface Answer {

        /**
         * @param entryKey what makes a second entry the same entry
         * @param heldOut in by the rules, but left out on purpose
         */
        record Yes(String entryKey, boolean heldOut) implements Answer {}

        /** @param enrolment the one that keeps the person out, or null */
        record No(EntryOutcome outcome, @Nullable UUID enrolment, String detail) implements Answer {}
    }

    /** For each of several at once, in their order. */
    Map<ProfileId, Answer> ask(PublishedJourney journey, Collection<ProfileId> people, Entrants.Cause cause) {
        var before = table.enrolmentsOf(journey.key(), people);
        var answers = new LinkedHashMap<ProfileId, Answer>();
        people.forEach(profile ->
                answers.put(profile, ask(journey, profile, before.getOrDefault(profile, List.of()), cause)));
        return answers;
    }

    private Answer ask(
            PublishedJourney journey, ProfileId profile, List<EntryTable.Earlier> before, Entrants.Cause cause) {
        var entry = journey.model().entry();
        if (goals.find(journey.model().goal()).isEmpty()) {
            return new Answer.No(EntryOutcome.EXCLUDED, null, "The goal of the journey is not known any more.");
        }
        return again(journey.model(), before, cause)
                .or(() -> wouldLeave(journey.model().exits(), profile))
                .or(() -> wouldGetNothing(journey.model(), profile))
                .orElseGet(() -> new Answer.Yes(
                        entryKey(entry, before, cause), isHeldOut(journey.key(), entry.holdout(), profile)));
    }

    static boolean isHeldOut(String journey, double percent, ProfileId profile) {
        return percent > 0 && Assignment.place("holdout:" + journey, profile) < percent;
    }

    private Optional<Answer> again(JourneyModel model, List<EntryTable.Earlier> before, Entrants.Cause cause) {
        var entry = model.entry();
        return switch (entry.reEntry()) {
            case ONCE -> before.stream().findFirst().map(EntryRule::alreadyIn);
            case AFTER_EXIT -> active(before).or(() -> heldOut(model, before));
            case PERIODIC ->
                active(before)
                        .or(() -> before.stream()
                                .filter(earlier -> earlier.enrolledAt()
                                        .plus(entry.period())
                                        .isAfter(clock.instant()))
                                .findFirst()
                                .map(earlier -> new Answer.No(
                                        EntryOutcome.CAPPED,
                                        earlier.id(),
                                        "May enter again from "
                                                + earlier.enrolledAt().plus(entry.period()) + " on.")));
            case EVERY_TIME ->
                before.stream()
                        .filter(earlier -> earlier.entryKey().equals(cause.key()))
                        .findFirst()
                        .map(EntryRule::alreadyIn);
        };
    }

    private static Optional<Answer> active(List<EntryTable.Earlier> before) {
        return before.stream()
                .filter(earlier -> earlier.status().isActive())
                .findFirst()
                .map(EntryRule::alreadyIn);
    }

    /** Who was held out is so for as long as the goal of those who were not may be counted: one person is one of each. */
    private Optional<Answer> heldOut(JourneyModel model, List<EntryTable.Earlier> before) {
        var window = Objects.requireNonNullElse(model.goalCatch().window(), USUAL_WINDOW);
        return before.stream()
                .filter(earlier -> earlier.status() == EnrolmentStatus.HELD_OUT)
                .filter(earlier -> earlier.enrolledAt().plus(window).isAfter(clock.instant()))
                .findFirst()
                .map(EntryRule::alreadyIn);
    }

    private static Answer alreadyIn(EntryTable.Earlier earlier) {
        return new Answer.No(EntryOutcome.ALREADY_IN, earlier.id(), "");
    }

    private static String entryKey(Entry entry, List<EntryTable.Earlier> before, Entrants.Cause cause) {
        return switch (entry.reEntry()) {
            case ONCE -> ONCE;
            case AFTER_EXIT, PERIODIC -> Integer.toString(before.size() + 1);
            case EVERY_TIME -> cause.key();
        };
    }

    private Optional<Answer> wouldGetNothing(JourneyModel model, ProfileId profile) {
        return permissible.isAny(model.sends(), profile)
                ? Optional.empty()
                : Optional.of(
                        new Answer.No(EntryOutcome.NO_CONSENT, null, "Has not allowed any message the journey sends."));
    }

    private Optional<Answer> wouldLeave(Exits exits, ProfileId profile) {
        if (exits.entering().isEmpty() && exits.leaving().isEmpty()) {
            return Optional.empty();
        }
        var current = segments.of(profile);
        return exits.entering().stream()
                .filter(current::contains)
                .sorted()
                .findFirst()
                .map(segment -> "Is in the segment " + segment + ", whose members leave the journey.")
                .or(() -> exits.leaving().stream()
                        .filter(segment -> !current.contains(segment))
                        .sorted()
                        .findFirst()
                        .map(segment -> "Is not in the segment " + segment + ", which the journey is for."))
                .map(detail -> new Answer.No(EntryOutcome.EXCLUDED, null, detail));
    }
}
