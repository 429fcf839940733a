package dev.waymark.journey;

import dev.waymark.event.EventLog;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
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

    @Transactional(Transactional.TxType.MANDATORY)
    Entered enter(PublishedJourney journey, ProfileId named, Cause cause) {
        return profiles.lockLiving(named)
                .map(profile -> decide(journey, profile, cause))
                .orElseGet(Entrants::unknown);
    }

    /** What {@link #enter} would decide now; changes nothing. */
    @Transactional(Transactional.TxType.MANDATORY)
    Entered forecast(PublishedJourney journey, ProfileId named, Cause cause) {
        return profiles.lockLiving(named)
                .map(profile -> switch (rule.ask(journey, profile, cause)) {
                    case EntryRule.Answer.No(var outcome, var enrolment, var detail) ->
                        new Entered(outcome, enrolment, detail);
                    case EntryRule.Answer.Yes(var entryKey, var heldOut) ->
                        new Entered(heldOut ? EntryOutcome.HELD_OUT : EntryOutcome.ENROLLED, null, "");
                })
                .orElseGet(Entrants::unknown);
    }

    private static Entered unknown() {
        return new Entered(EntryOutcome.UNKNOWN, null, "Waymark knows nobody by this id.");
    }

    private Entered decide(PublishedJourney journey, ProfileId profile, Cause cause) {
        return switch (rule.ask(journey, profile, cause)) {
            case EntryRule.Answer.No(var outcome, var enrolment, var detail) -> {
                table.keep(journey, profile, cause, outcome, detail);
                yield new Entered(outcome, enrolment, detail);
            }
            case EntryRule.Answer.Yes(var entryKey, var heldOut) -> {
                var status = heldOut ? EnrolmentStatus.HELD_OUT : EnrolmentStatus.STARTING;
                var id = ids.next();
                table.enrol(
                        id, journey, profile, cause, new EntryTable.Place(entryKey, status, events.lastSeq(profile)));
                if (heldOut) {
                    table.keep(journey, profile, cause, EntryOutcome.HELD_OUT, "");
                }
                yield new Entered(heldOut ? EntryOutcome.HELD_OUT : EntryOutcome.ENROLLED, id, "");
            }
        };
    }
}
