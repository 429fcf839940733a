package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person a rule asks about: what they did and which traits they have, seen at one moment.
 *
 * <p>Written for rules to read aloud. Nothing after {@code now} counts: an event with a later time has not happened
 * yet. Immutable.
 */
public final class Profile {

    private final Effort effort = Effort.current();
    private final ProfileFacts facts;
    private final LocalDate today;

    public Profile(ProfileFacts facts) {
        this.facts = facts;
        this.today = LocalDate.ofInstant(facts.now(), ZoneOffset.UTC);
    }

    /** True if the event happened at least once, at or before now. */
    public boolean did(String event) {
        effort.spend();
        return times(event) > 0;
    }

    /** True if the event happened within the last hours; one that is exactly that old still counts. */
    public boolean didWithinHours(String event, int hours) {
        effort.spend();
        return didSince(event, facts.now().minus(Duration.ofHours(hours)));
    }

    /** True if the event happened within the last days of 24 hours each; one that is exactly that old still counts. */
    public boolean didWithinDays(String event, int days) {
        effort.spend();
        return didSince(event, facts.now().minus(Duration.ofDays(days)));
    }

    /**
     * True if the event happened, and the last time was later than the last time of the other event, which need not
     * have happened at all.
     */
    public boolean didAfter(String event, String other) {
        effort.spend();
        var last = lastUntilNow(event);
        return last.isPresent() && lastUntilNow(other).map(last.get()::isAfter).orElse(true);
    }

    /** How often the event happened; 0 if never, or if even the first is later than now. */
    public long times(String event) {
        effort.spend();
        var summary = facts.events().get(event);
        return summary == null || summary.firstAt().isAfter(facts.now()) ? 0 : summary.count();
    }

    /** How often the event happened today and on the days before, so many days in all; days are those of UTC. */
    public long timesWithinDays(String event, int days) {
        effort.spend();
        var summary = facts.events().get(event);
        return summary == null ? 0 : summary.days().within(days, facts.now());
    }

    /** The sum of what the events were worth; 0 if they said no value. */
    public double valueOf(String event) {
        effort.spend();
        var summary = facts.events().get(event);
        return summary == null ? 0 : summary.value().doubleValue();
    }

    /** What the latest such event said by this name, as text; empty if nothing. */
    public String lastProperty(String event, String property) {
        effort.spend();
        var summary = facts.events().get(event);
        return summary == null ? "" : summary.lastProperties().getOrDefault(property, "");
    }

    /** True if the profile has the trait, whatever its value. */
    public boolean hasTrait(String trait) {
        effort.spend();
        return facts.traits().containsKey(trait);
    }

    /** The trait as text; empty if the profile does not have it or it is a list or an object. */
    public String traitText(String trait) {
        effort.spend();
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
        effort.spend();
        return facts.traits().get(trait) instanceof Number number ? number.doubleValue() : null;
    }

    /** True if the trait is the yes-or-no value true. */
    public boolean traitFlag(String trait) {
        effort.spend();
        return Boolean.TRUE.equals(facts.traits().get(trait));
    }

    /** Whole days since the date the trait names; none if it names no date, or one to come. */
    public @Nullable Double daysSinceTrait(String trait) {
        effort.spend();
        return since(trait, ChronoUnit.DAYS);
    }

    /** Whole months since the date the trait names; none if it names no date, or one to come. */
    public @Nullable Double monthsSinceTrait(String trait) {
        effort.spend();
        return since(trait, ChronoUnit.MONTHS);
    }

    /** Whole years since the date the trait names; none if it names no date, or one to come. */
    public @Nullable Double yearsSinceTrait(String trait) {
        effort.spend();
        return since(trait, ChronoUnit.YEARS);
    }

    /** Days until the date the trait names, 0 on the day; none if it names no date, or one that is over. */
    public @Nullable Double daysUntilTrait(String trait) {
        effort.spend();
        return date(trait)
                .filter(date -> !date.isBefore(today))
                .map(date -> (double) ChronoUnit.DAYS.between(today, date))
                .orElse(null);
    }

    private @Nullable Double since(String trait, ChronoUnit unit) {
        return date(trait)
                .filter(date -> !date.isAfter(today))
                .map(date -> (double) unit.between(date, today))
                .orElse(null);
    }

    private Optional<LocalDate> date(String trait) {
        return TraitDate.of(facts.traits().get(trait));
    }

    // A last event dated after now (a device with a fast clock) must not hide an earlier one that counts.
    private Optional<Instant> lastUntilNow(String event) {
        var summary = facts.events().get(event);
        if (summary == null) {
            return Optional.empty();
        }
        var latest = summary.lastAt().isAfter(facts.now()) ? summary.firstAt() : summary.lastAt();
        return latest.isAfter(facts.now()) ? Optional.empty() : Optional.of(latest);
    }

    private boolean didSince(String event, Instant earliest) {
        return lastUntilNow(event).filter(last -> !last.isBefore(earliest)).isPresent();
    }
}
