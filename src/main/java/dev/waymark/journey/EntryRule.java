package dev.waymark.journey;

import dev.waymark.experiment.Assignment;
import dev.waymark.journey.model.Entry;
import dev.waymark.journey.model.Exits;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.CurrentSegments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
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

    private final EntryTable table;
    private final CurrentSegments segments;
    private final Permissible permissible;
    private final Clock clock;

    EntryRule(EntryTable table, CurrentSegments segments, Permissible permissible, Clock clock) {
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

    Answer ask(PublishedJourney journey, ProfileId profile, Entrants.Cause cause) {
        var before = table.enrolmentsOf(journey.key(), profile);
        var entry = journey.model().entry();
        return again(entry, before, cause)
                .or(() -> wouldLeave(journey.model().exits(), profile))
                .or(() -> wouldGetNothing(journey.model(), profile))
                .orElseGet(() -> new Answer.Yes(
                        entryKey(entry, before, cause), isHeldOut(journey.key(), entry.holdout(), profile)));
    }

    static boolean isHeldOut(String journey, double percent, ProfileId profile) {
        return percent > 0 && Assignment.place("holdout:" + journey, profile) < percent;
    }

    private Optional<Answer> again(Entry entry, List<EntryTable.Earlier> before, Entrants.Cause cause) {
        return switch (entry.reEntry()) {
            case ONCE -> before.stream().findFirst().map(EntryRule::alreadyIn);
            case AFTER_EXIT -> active(before);
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
