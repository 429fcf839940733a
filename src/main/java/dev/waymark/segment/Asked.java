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
 * @param interests whether any rule looks at interests
 * @param orders whether any rule looks at orders, scores or replenishment
 * @param consent whether any rule looks at what the person allows
 * @param time whether an answer can change with time alone, without any event
 */
public record Asked(
        Set<String> eventNames, boolean traits, boolean interests, boolean orders, boolean consent, boolean time) {

    static final Asked NOTHING = new Asked(Set.of(), false, false, false, false, false);

    public Asked {
        eventNames = Set.copyOf(eventNames);
    }

    /** What any of them asks about. */
    public static Asked together(Collection<Asked> asked) {
        return asked.stream().reduce(NOTHING, Asked::plus);
    }

    private Asked plus(Asked other) {
        var names = new HashSet<>(eventNames);
        names.addAll(other.eventNames);
        return new Asked(
                names,
                traits || other.traits,
                interests || other.interests,
                orders || other.orders,
                consent || other.consent,
                time || other.time);
    }

    /** The part of a person's behaviour to read. */
    public Needed behaviour() {
        return new Needed(eventNames, interests, orders);
    }

    /** Whether the event can change an answer by what it says; what time changes is not in it. */
    public boolean cares(EventIngested event) {
        return event.name() != null && eventNames.contains(event.name())
                || traits && event.type().equals("identify")
                || interests && Behaviours.canShowInterest(event.type(), event.name())
                || orders && Behaviours.canChangeOrders(event.type(), event.name());
    }
}
