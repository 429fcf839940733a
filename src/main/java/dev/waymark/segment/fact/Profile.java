package dev.waymark.segment.fact;

import dev.waymark.segment.EventSummary;
import dev.waymark.segment.ProfileFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The person a rule asks about: what they did and which traits they have, seen at one moment.
 *
 * <p>Written for rules to read aloud. Nothing after {@code now} counts: an event with a later time has not happened
 * yet. Immutable.
 */
public final class Profile {

    private final ProfileFacts facts;

    public Profile(ProfileFacts facts) {
        this.facts = facts;
    }

    /** True if the event happened at least once, at or before now. */
    public boolean did(String event) {
        return times(event) > 0;
    }

    /** True if the event happened within the last hours; one that is exactly that old still counts. */
    public boolean didWithinHours(String event, int hours) {
        return didSince(event, facts.now().minus(Duration.ofHours(hours)));
    }

    /** True if the event happened within the last days of 24 hours each; one that is exactly that old still counts. */
    public boolean didWithinDays(String event, int days) {
        return didSince(event, facts.now().minus(Duration.ofDays(days)));
    }

    /** How often the event happened; 0 if never, or if even the first is later than now. */
    public long times(String event) {
        var summary = facts.events().get(event);
        return summary == null || summary.firstAt().isAfter(facts.now()) ? 0 : summary.count();
    }

    /** True if the profile has the trait, whatever its value. */
    public boolean hasTrait(String trait) {
        return facts.traits().containsKey(trait);
    }

    /** The trait as text; empty if the profile does not have it or it is a list or an object. */
    public String traitText(String trait) {
        return switch (facts.traits().get(trait)) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case TemporalAccessor moment -> moment.toString();
            case null, default -> "";
        };
    }

    /** The trait as a number; none if absent or no number, and then only {@code !=} is true of it. */
    public @Nullable Double traitNumber(String trait) {
        return facts.traits().get(trait) instanceof Number number ? number.doubleValue() : null;
    }

    /** True if the trait is the yes-or-no value true. */
    public boolean traitFlag(String trait) {
        return Boolean.TRUE.equals(facts.traits().get(trait));
    }

    private boolean didSince(String event, Instant earliest) {
        var summary = facts.events().get(event);
        return summary != null && (isWithin(summary.lastAt(), earliest) || firstIsWithin(summary, earliest));
    }

    // A last event dated after now (a device with a fast clock) must not hide an earlier one that counts.
    private boolean firstIsWithin(EventSummary summary, Instant earliest) {
        return summary.lastAt().isAfter(facts.now()) && isWithin(summary.firstAt(), earliest);
    }

    private boolean isWithin(Instant moment, Instant earliest) {
        return !moment.isBefore(earliest) && !moment.isAfter(facts.now());
    }
}
