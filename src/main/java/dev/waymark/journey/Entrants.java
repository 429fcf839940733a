package dev.waymark.journey;

import dev.waymark.event.EventLog;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides at a journey's door and writes what was decided: the row that makes somebody enrolled, once for each entry
 * key, or why there is none. Thread-safe; joins the caller's transaction and takes the profile's lock in it, so that
 * "the last event before" is the last one and two requests cannot both find nobody there.
 */
@ApplicationScoped
class Entrants {

    private final Profiles profiles;
    private final EventLog events;
    private final EntryRule rule;
    private final EntryTable table;
    private final Ids ids;

    Entrants(Profiles profiles, EventLog events, EntryRule rule, EntryTable table, Ids ids) {
        this.profiles = profiles;
        this.events = events;
        this.rule = rule;
        this.table = table;
        this.ids = ids;
    }

    /**
     * Why somebody enters.
     *
     * @param enteredBy for people: {@code segment:sleepers}, {@code event:Order Completed}, {@code schedule}, {@code api}
     * @param happenedAt when it happened, which may be long before it arrived; null for now
     * @param key tells this cause from every other of the journey
     */
    record Cause(
            String enteredBy,
            @Nullable Long membership,
            String actor,
            String key,
            @Nullable Instant happenedAt) {

        static Cause segment(String segment, long membership) {
            return new Cause("segment:" + segment, membership, "rules", "membership:" + membership, null);
        }

        static Cause event(String name, long seq, Instant happenedAt) {
            return new Cause("event:" + name, null, "rules", "event:" + seq, happenedAt);
        }

        static Cause schedule(String occurrence) {
            return new Cause("schedule", null, "schedule", "schedule:" + occurrence, null);
        }

        /** @param request tells it from every other request */
        static Cause request(String request) {
            return new Cause("api", null, "api", "request:" + request, null);
        }
    }

    /**
     * What was decided.
     *
     * @param enrolment the new one, or the one that keeps the person out; null where there is none
     * @param detail a sentence for people; empty text where the outcome says all
     */
    record Entered(EntryOutcome outcome, @Nullable UUID enrolment, String detail) {}

    /**
     * What was decided about several people.
     *
     * @param begun the enrolments that are new
     */
    record Decided(Map<ProfileId, Entered> entered, List<Enrolment> begun) {}

    /** The person this profile is by now, whose lock is held from now on; empty where nobody is known by it. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<ProfileId> lock(ProfileId named) {
        return profiles.lockLiving(named);
    }

    /** Decides about people whose locks are held, each for a cause. */
    @Transactional(Transactional.TxType.MANDATORY)
    Decided enter(PublishedJourney journey, Map<ProfileId, Cause> causes) {
        var answers = rule.ask(journey, causes);
        var begun = begin(journey, answers, causes);
        var entered = new LinkedHashMap<ProfileId, Entered>();
        answers.forEach((profile, answer) -> entered.put(profile, told(answer, begun.get(profile))));
        table.keep(
                journey,
                entered.entrySet().stream()
                        .filter(told -> told.getValue().outcome() != EntryOutcome.ENROLLED)
                        .map(told -> new EntryTable.Kept(
                                told.getKey(), Objects.requireNonNull(causes.get(told.getKey())), told.getValue()))
                        .toList());
        return new Decided(entered, List.copyOf(begun.values()));
    }

    /** What {@link #enter} would decide now; changes nothing. */
    @Transactional(Transactional.TxType.MANDATORY)
    Map<ProfileId, Entered> forecast(PublishedJourney journey, Map<ProfileId, Cause> causes) {
        return rule.ask(journey, causes).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, answer -> told(answer.getValue(), null)));
    }

    static Entered unknown() {
        return new Entered(EntryOutcome.UNKNOWN, null, "Waymark knows nobody by this id.");
    }

    private static Entered told(EntryRule.Answer answer, @Nullable Enrolment begun) {
        return switch (answer) {
            case EntryRule.Answer.No(var outcome, var enrolment, var detail) -> new Entered(outcome, enrolment, detail);
            case EntryRule.Answer.Yes(var entryKey, var heldOut) ->
                new Entered(
                        heldOut ? EntryOutcome.HELD_OUT : EntryOutcome.ENROLLED, begun == null ? null : begun.id, "");
        };
    }

    private Map<ProfileId, Enrolment> begin(
            PublishedJourney journey, Map<ProfileId, EntryRule.Answer> answers, Map<ProfileId, Cause> causes) {
        var last = events.lastSeqs(answers.keySet());
        var places = new ArrayList<EntryTable.Place>();
        answers.forEach((profile, answer) -> {
            if (answer instanceof EntryRule.Answer.Yes(var entryKey, var heldOut)) {
                var status = heldOut ? EnrolmentStatus.HELD_OUT : EnrolmentStatus.STARTING;
                var cause = Objects.requireNonNull(causes.get(profile));
                places.add(new EntryTable.Place(ids.next(), profile, cause, entryKey, status, last.get(profile)));
            }
        });
        return places.isEmpty()
                ? Map.of()
                : table.enrol(journey, places).stream()
                        .collect(Collectors.toMap(one -> new ProfileId(one.profileId), Function.identity()));
    }
}
