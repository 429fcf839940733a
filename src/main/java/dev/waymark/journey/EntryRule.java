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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    Map<ProfileId, Answer> ask(PublishedJourney journey, Map<ProfileId, Entrants.Cause> causes) {
        var answers = new LinkedHashMap<ProfileId, Answer>();
        if (goals.find(journey.model().goal()).isEmpty()) {
            var gone = new Answer.No(EntryOutcome.EXCLUDED, null, "The goal of the journey is not known any more.");
            causes.keySet().forEach(profile -> answers.put(profile, gone));
            return answers;
        }
        var before = table.enrolmentsOf(journey.key(), causes.keySet());
        causes.forEach((profile, cause) ->
                answers.put(profile, again(journey, before.getOrDefault(profile, List.of()), profile, cause)));
        replace(answers, people -> wouldLeave(journey.model().exits(), people));
        replace(answers, people -> wouldGetNothing(journey.model(), people));
        return answers;
    }

    /** What is said against some of those who may enter so far. */
    private static void replace(
            Map<ProfileId, Answer> answers, Function<Set<ProfileId>, Map<ProfileId, Answer>> objections) {
        var entering = new LinkedHashSet<ProfileId>();
        answers.forEach((profile, answer) -> {
            if (answer instanceof Answer.Yes) {
                entering.add(profile);
            }
        });
        if (!entering.isEmpty()) {
            answers.putAll(objections.apply(entering));
        }
    }

    private Answer again(
            PublishedJourney journey, List<EntryTable.Earlier> before, ProfileId profile, Entrants.Cause cause) {
        var entry = journey.model().entry();
        return again(journey.model(), before, cause)
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

    private Map<ProfileId, Answer> wouldGetNothing(JourneyModel model, Set<ProfileId> people) {
        var nothing = new Answer.No(EntryOutcome.NO_CONSENT, null, "Has not allowed any message the journey sends.");
        var permitted = permissible.among(model.sends(), people);
        return people.stream()
                .filter(profile -> !permitted.contains(profile))
                .collect(Collectors.toMap(Function.identity(), profile -> nothing));
    }

    private Map<ProfileId, Answer> wouldLeave(Exits exits, Set<ProfileId> people) {
        if (exits.entering().isEmpty() && exits.leaving().isEmpty()) {
            return Map.of();
        }
        var current = segments.of(people);
        var answers = new HashMap<ProfileId, Answer>();
        people.forEach(profile -> wouldLeaveBy(exits, current.getOrDefault(profile, Set.of()))
                .ifPresent(detail -> answers.put(profile, new Answer.No(EntryOutcome.EXCLUDED, null, detail))));
        return answers;
    }

    private static Optional<String> wouldLeaveBy(Exits exits, Set<String> current) {
        return exits.entering().stream()
                .filter(current::contains)
                .sorted()
                .findFirst()
                .map(segment -> "Is in the segment " + segment + ", whose members leave the journey.")
                .or(() -> exits.leaving().stream()
                        .filter(segment -> !current.contains(segment))
                        .sorted()
                        .findFirst()
                        .map(segment -> "Is not in the segment " + segment + ", which the journey is for."));
    }
}
