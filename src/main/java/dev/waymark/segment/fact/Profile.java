package dev.waymark.segment.fact;

import dev.waymark.behaviour.EventSummary;
import dev.waymark.behaviour.Replenishment.Expected;
import dev.waymark.segment.ProfileFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person a rule asks about: what they did and which traits they have, seen at one moment.
 *
 * <p>Written for rules to read aloud. Nothing after {@code now} counts: an event with a later time has not happened
 * yet. Immutable.
 */
public final class Profile {

    private final ProfileFacts facts;
    private final LocalDate today;

    public Profile(ProfileFacts facts) {
        this.facts = facts;
        this.today = LocalDate.ofInstant(facts.now(), ZoneOffset.UTC);
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

    /** How often the event happened today and on the days before, so many days in all; days are those of UTC. */
    public long timesWithinDays(String event, int days) {
        var summary = facts.events().get(event);
        return summary == null ? 0 : summary.days().within(days, facts.now());
    }

    /** The sum of what the events were worth; 0 if they said no value. */
    public double valueOf(String event) {
        var summary = facts.events().get(event);
        return summary == null ? 0 : summary.value().doubleValue();
    }

    /** What the latest such event said by this name, as text; empty if nothing. */
    public String lastProperty(String event, String property) {
        var summary = facts.events().get(event);
        return summary == null ? "" : summary.lastProperties().getOrDefault(property, "");
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

    /** Whole days since the date the trait names; none if it names no date, or one to come. */
    public @Nullable Double daysSinceTrait(String trait) {
        return since(trait, ChronoUnit.DAYS);
    }

    /** Whole months since the date the trait names; none if it names no date, or one to come. */
    public @Nullable Double monthsSinceTrait(String trait) {
        return since(trait, ChronoUnit.MONTHS);
    }

    /** Whole years since the date the trait names; none if it names no date, or one to come. */
    public @Nullable Double yearsSinceTrait(String trait) {
        return since(trait, ChronoUnit.YEARS);
    }

    /** Days until the date the trait names, 0 on the day; none if it names no date, or one that is over. */
    public @Nullable Double daysUntilTrait(String trait) {
        return date(trait)
                .filter(date -> !date.isBefore(today))
                .map(date -> (double) ChronoUnit.DAYS.between(today, date))
                .orElse(null);
    }

    /** How much interest in the category is left; it fades with time, and is 0 if none was ever shown. */
    public double interestIn(String category) {
        return facts.behaviour().interests().in(category, facts.now());
    }

    /** True if the person said that they like the category. */
    public boolean prefers(String category) {
        return new Preference(facts.traits()).names(category);
    }

    /** The category the person said they like best, or else the one of most interest; empty if none. */
    public String favouriteCategory() {
        return new Preference(facts.traits()).favourite(facts.behaviour().interests(), facts.now());
    }

    /** How many orders count: neither cancelled nor refunded in full. */
    public long orders() {
        return facts.behaviour().orders().count();
    }

    /** What the orders that count are worth, less refunds, in the home currency. */
    public double orderValue() {
        return facts.behaviour().orders().value().doubleValue();
    }

    /** Days since the last order that counts, by the calendar in UTC; none without orders. */
    public @Nullable Double daysSinceOrder() {
        return facts.behaviour()
                .orders()
                .lastAt()
                .map(last -> (double) ChronoUnit.DAYS.between(LocalDate.ofInstant(last, ZoneOffset.UTC), today))
                .orElse(null);
    }

    /** How recent the last order is, 1 to 5; 0 without orders. */
    public int r() {
        return facts.behaviour().orders().recencyScore(facts.now());
    }

    /** How frequent orders are, 1 to 5; 0 without orders. */
    public int f() {
        return facts.behaviour().orders().frequencyScore();
    }

    /** How much money the orders are, 1 to 5; 0 without orders. */
    public int m() {
        return facts.behaviour().orders().monetaryScore();
    }

    /** True if more of the category is likely to be needed today or within so many days. */
    public boolean runsOutWithinDays(String category, int days) {
        var until = daysUntilRunsOut(category);
        return until != null && until >= 0 && until <= days;
    }

    /** Days until more of the category is likely to be needed, negative when it is overdue; none if never bought. */
    public @Nullable Double daysUntilRunsOut(String category) {
        return expected(category)
                .map(expected -> (double) ChronoUnit.DAYS.between(today, expected.on()))
                .orElse(null);
    }

    /** Whose habit the expectation is from: own, category or default; empty if there is none. */
    public String runsOutConfidence(String category) {
        return expected(category)
                .map(expected -> expected.confidence().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private Optional<Expected> expected(String category) {
        return facts.behaviour().replenishment().expected(category);
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
