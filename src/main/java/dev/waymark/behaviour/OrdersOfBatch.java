package dev.waymark.behaviour;

import dev.waymark.profile.ProfileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a batch and the books they are entered in. Of somebody's other orders none is read, however many there
 * are, unless one that was counted changes.
 *
 * <p>Confined to one transaction.
 */
final class OrdersOfBatch {

    private final Tables tables;
    private final Set<ProfileId> people;

    /** Orders the batch is about, of which it is not known yet whether they are stored. */
    private final Set<RowKey> unread;

    private final Set<RowKey> read = new HashSet<>();

    /** As they are stored, of those that are read and there. */
    private final Map<RowKey, PlacedOrder> stored = new HashMap<>();

    private final Map<ProfileId, Map<RowKey, PlacedOrder>> added = new HashMap<>();
    private final Map<ProfileId, OrderBook> storedBooks = new HashMap<>();
    private final Set<ProfileId> booksRead = new HashSet<>();
    private final Map<ProfileId, Map<RowKey, PlacedOrder>> allStored = new HashMap<>();

    /** What the batch has come to so far, of those who were asked about since. */
    private final Map<ProfileId, OrderBook> books = new HashMap<>();

    OrdersOfBatch(Tables tables, Set<ProfileId> people, Collection<RowKey> expected) {
        this.tables = tables;
        this.people = people;
        this.unread = new HashSet<>(expected);
    }

    void add(RowKey row, PlacedOrder part) {
        var profile = row.profile();
        added.computeIfAbsent(profile, any -> new HashMap<>()).merge(row, part, PlacedOrder::plus);
        if (!read.contains(row) && !allStored.containsKey(profile)) {
            unread.add(row);
        }
        books.remove(profile);
    }

    /** With what the batch has added so far. */
    OrderBook book(ProfileId profile) {
        return books.computeIfAbsent(profile, this::reckon);
    }

    void save() {
        if (!added.isEmpty()) {
            added.keySet().forEach(this::book);
            tables.books.save(books(false), books(true));
            var rows = new HashMap<RowKey, PlacedOrder>();
            added.values().forEach(some -> some.forEach((row, part) -> rows.put(row, whole(row, part))));
            tables.orders.save(rows);
        }
        forget();
    }

    private Map<ProfileId, OrderBook> books(boolean madeAnew) {
        var some = new HashMap<ProfileId, OrderBook>();
        added.keySet().stream()
                .filter(profile -> allStored.containsKey(profile) == madeAnew)
                .forEach(profile -> some.put(profile, book(profile)));
        return some;
    }

    private void forget() {
        unread.clear();
        read.clear();
        stored.clear();
        added.clear();
        storedBooks.clear();
        booksRead.clear();
        allStored.clear();
        books.clear();
    }

    private OrderBook reckon(ProfileId profile) {
        var mine = added.getOrDefault(profile, Map.of());
        if (allStored.containsKey(profile)) {
            return fromAll(profile, mine);
        }
        return entered(storedBook(profile), mine).orElseGet(() -> fromAll(profile, mine));
    }

    private Optional<OrderBook> entered(OrderBook book, Map<RowKey, PlacedOrder> orders) {
        readStored();
        var entered = Optional.of(book);
        for (var order : orders.entrySet()) {
            var row = order.getKey();
            entered = entered.flatMap(before -> before.with(stored.get(row), whole(row, order.getValue())));
        }
        return entered;
    }

    private OrderBook fromAll(ProfileId profile, Map<RowKey, PlacedOrder> mine) {
        var all = new HashMap<>(allStored.computeIfAbsent(profile, one -> tables.orders.load(Set.of(one))));
        mine.forEach((row, part) -> all.merge(row, part, PlacedOrder::plus));
        return OrderBook.of(all.values());
    }

    private PlacedOrder whole(RowKey row, PlacedOrder part) {
        var before = before(row);
        return before == null ? part : before.plus(part);
    }

    private @Nullable PlacedOrder before(RowKey row) {
        var all = allStored.get(row.profile());
        return all == null ? stored.get(row) : all.get(row);
    }

    private void readStored() {
        if (!unread.isEmpty()) {
            stored.putAll(tables.orders.loadRows(unread));
            read.addAll(unread);
            unread.clear();
        }
    }

    /** Read for everybody who orders in this batch, and for all the others only if one of them is asked about. */
    private OrderBook storedBook(ProfileId profile) {
        if (!booksRead.contains(profile)) {
            var ordering = new HashSet<ProfileId>();
            unread.forEach(row -> ordering.add(row.profile()));
            added.keySet().forEach(ordering::add);
            readBooks(ordering.contains(profile) ? ordering : people);
        }
        return storedBooks.getOrDefault(profile, OrderBook.EMPTY);
    }

    private void readBooks(Collection<ProfileId> some) {
        var missing = new HashSet<>(some);
        missing.removeAll(booksRead);
        storedBooks.putAll(tables.books.load(missing));
        booksRead.addAll(missing);
    }
}
