package dev.waymark.behaviour;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one transaction add to what is known of its people. Reads a table only when somebody asks for it
 * and writes at the end, each time for all its people with one statement.
 *
 * <p>Confined to one transaction, which holds the people's locks.
 */
final class Batch {

    private final Tables tables;
    private final Set<ProfileId> people;
    private final FoldedRows<EventSummary> summaries;
    private final FoldedRows<DayCounts> interests;
    private final FoldedRows<PlacedOrder> orders;

    /** Whose orders this batch changes: their books are made anew. */
    private final Set<ProfileId> ordering = new HashSet<>();

    private @Nullable Map<ProfileId, OrderBook> storedBooks;

    Batch(Tables tables, Set<ProfileId> people) {
        this.tables = tables;
        this.people = Set.copyOf(people);
        this.summaries = new FoldedRows<>(tables.summaries, this.people);
        this.interests = new FoldedRows<>(tables.interests, this.people);
        this.orders = new FoldedRows<>(tables.orders, this.people);
    }

    boolean isAbout(ProfileId profile) {
        return people.contains(profile);
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
        ordering.add(profile);
    }

    Kept of(ProfileId profile, Needed needed) {
        return new Kept(
                summaries.of(profile, needed.eventNames()),
                needed.interests() ? interests.of(profile) : Map.of(),
                needed.orders() ? book(profile) : OrderBook.EMPTY);
    }

    Kept all(ProfileId profile) {
        return new Kept(summaries.of(profile), interests.of(profile), book(profile));
    }

    void save() {
        // nobody asks about the others any more: only those who ordered are read
        orders.readAllOf(ordering);
        var books = new HashMap<ProfileId, OrderBook>();
        ordering.forEach(profile -> books.put(profile, book(profile)));
        tables.books.replace(books);
        orders.save();
        summaries.save();
        interests.save();
        ordering.clear();
        storedBooks = null;
    }

    private OrderBook book(ProfileId profile) {
        return ordering.contains(profile)
                ? OrderBook.of(orders.of(profile).values())
                : storedBooks().getOrDefault(profile, OrderBook.EMPTY);
    }

    private Map<ProfileId, OrderBook> storedBooks() {
        if (storedBooks == null) {
            storedBooks = tables.books.load(people);
        }
        return Objects.requireNonNull(storedBooks);
    }
}
