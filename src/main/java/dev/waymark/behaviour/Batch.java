package dev.waymark.behaviour;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the events of one transaction add to what is known of its people. Reads a table only when somebody asks for it
 * and writes at the end, each time for all its people with one statement.
 *
 * <p>Confined to one transaction, which holds the people's locks.
 */
final class Batch {

    private final Set<ProfileId> people;
    private final FoldedRows<EventSummary> summaries;
    private final FoldedRows<DayCounts> interests;
    private final OrdersOfBatch orders;

    Batch(Tables tables, Set<ProfileId> people) {
        this(tables, people, List.of());
    }

    /** @param coming the events that are going to be added: what they need is read together with what is asked for */
    Batch(Tables tables, Set<ProfileId> people, Collection<EventIngested> coming) {
        this.people = Set.copyOf(people);
        this.summaries = new FoldedRows<>(tables.summaries, this.people);
        this.interests = new FoldedRows<>(tables.interests, this.people);
        this.orders = new OrdersOfBatch(tables, this.people, orders(coming));
        coming.forEach(event -> {
            if (event.name() != null) {
                expect(event.profile(), event.name());
            }
        });
    }

    /** The summary of these events is going to be asked for. */
    void expect(ProfileId profile, String eventName) {
        summaries.expect(new RowKey(profile, eventName));
    }

    private static Set<RowKey> orders(Collection<EventIngested> events) {
        var rows = new HashSet<RowKey>();
        events.forEach(event ->
                OrderReading.orderIdOf(event).ifPresent(order -> rows.add(new RowKey(event.profile(), order))));
        return rows;
    }

    boolean isAbout(ProfileId profile) {
        return people.contains(profile);
    }

    boolean isAbout(Collection<ProfileId> profiles) {
        return people.containsAll(profiles);
    }

    void add(EventIngested event) {
        add(event.profile(), event);
    }

    /** Counts the event for this profile, whoever it was stored for. */
    void add(ProfileId profile, EventIngested event) {
        if (event.name() != null) {
            addSummary(profile, EventSummary.of(event));
        }
        var moment = Moment.of(event);
        InterestSignals.of(event)
                .forEach((category, weight) -> addInterest(profile, category, DayCounts.on(moment.at(), weight)));
        OrderReading.of(event).ifPresent(order -> addOrder(profile, order));
    }

    void addSummary(ProfileId profile, EventSummary summary) {
        summaries.add(new RowKey(profile, summary.name()), summary);
    }

    void addInterest(ProfileId profile, String category, DayCounts days) {
        interests.add(new RowKey(profile, category), days);
    }

    void addOrder(ProfileId profile, PlacedOrder order) {
        orders.add(new RowKey(profile, order.orderId()), order);
    }

    Kept of(ProfileId profile, Needed needed) {
        return new Kept(
                summaries.of(profile, needed.eventNames()),
                needed.interests() ? interests.of(profile) : Map.of(),
                needed.orders() ? orders.book(profile) : OrderBook.EMPTY);
    }

    Kept all(ProfileId profile) {
        return new Kept(summaries.of(profile), interests.of(profile), orders.book(profile));
    }

    void save() {
        orders.save();
        summaries.save();
        interests.save();
    }
}
