package dev.waymark.segment;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.behaviour.Needed;
import dev.waymark.event.EventIngested;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What a rule set asks about at all, so that nothing else is read and an event that can change no answer need not be
 * followed by an evaluation.
 *
 * @param eventNames of events that are asked about by name
 * @param traits whether any rule looks at a trait
 * @param interests categories in which rules look at interest; {@link #ANY_CATEGORY} if in all of them
 * @param orders whether any rule looks at orders, scores or replenishment
 * @param consent whether any rule looks at what the person allows
 */
public record Asked(Set<String> eventNames, boolean traits, Set<String> interests, boolean orders, boolean consent) {

    /** No category is named so. */
    public static final String ANY_CATEGORY = "*";

    private static final Asked NOTHING = new Asked(Set.of(), false, Set.of(), false, false);

    public Asked {
        eventNames = Set.copyOf(eventNames);
        interests = Set.copyOf(interests);
    }

    /** What any of them asks about. */
    public static Asked together(Collection<Asked> asked) {
        return asked.stream().reduce(NOTHING, Asked::plus);
    }

    private Asked plus(Asked other) {
        return new Asked(
                both(eventNames, other.eventNames),
                traits || other.traits,
                both(interests, other.interests),
                orders || other.orders,
                consent || other.consent);
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    /** The part of a person's behaviour to read. */
    public Needed behaviour() {
        return new Needed(eventNames, !interests.isEmpty(), orders);
    }

    /**
     * Whether the event can change an answer by what it says; what time changes is not in it.
     *
     * @param interestsShown the categories the event shows interest in
     */
    public boolean cares(EventIngested event, Set<String> interestsShown) {
        return event.name() != null && eventNames.contains(event.name())
                || traits && event.type().equals("identify")
                || !interestsShown.isEmpty() && looksAtAny(interestsShown)
                || orders && Behaviours.canChangeOrders(event.type(), event.name());
    }

    private boolean looksAtAny(Set<String> categories) {
        return interests.contains(ANY_CATEGORY) || categories.stream().anyMatch(interests::contains);
    }
}
