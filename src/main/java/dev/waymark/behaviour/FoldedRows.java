package dev.waymark.behaviour;

import dev.waymark.profile.ProfileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One table's rows during a batch. What events add is gathered first and joined with the stored rows when somebody
 * asks, or else at the end: for all people of the batch at once.
 *
 * <p>Confined to one transaction.
 */
final class FoldedRows<T extends Fold<T>> {

    private final FoldTable<T> table;
    private final Set<ProfileId> people;

    /** Stored and added, of the rows that were read. */
    private final Map<ProfileId, Map<String, T>> whole = new HashMap<>();

    /** Added to rows that were not read yet. */
    private final Map<RowKey, T> added = new HashMap<>();

    private final Set<RowKey> changed = new HashSet<>();

    /** Rows that are going to be asked for or added to; read together with the first that is asked for. */
    private final Set<RowKey> expected = new HashSet<>();

    private final Set<RowKey> readRows = new HashSet<>();

    /** Read of everybody. */
    private final Set<String> readKeys = new HashSet<>();

    private boolean allRead;

    FoldedRows(FoldTable<T> table, Set<ProfileId> people) {
        this.table = table;
        this.people = people;
    }

    void expect(RowKey row) {
        expected.add(row);
    }

    void add(RowKey row, T part) {
        changed.add(row);
        if (isRead(row)) {
            rowsOf(row.profile()).merge(row.key(), part, T::plus);
        } else {
            added.merge(row, part, T::plus);
        }
    }

    /** The person's rows by these keys, with what the batch has added so far. */
    Map<String, T> of(ProfileId profile, Collection<String> keys) {
        if (!allRead && !readKeys.containsAll(keys)) {
            keys.forEach(key -> read(new RowKey(profile, key), keys));
        }
        var rows = rowsOf(profile);
        if (keys.containsAll(rows.keySet())) {
            return rows;
        }
        var found = new HashMap<String, T>();
        for (var key : keys) {
            var row = rows.get(key);
            if (row != null) {
                found.put(key, row);
            }
        }
        return found;
    }

    /** All the person's rows, with what the batch has added so far. */
    Map<String, T> of(ProfileId profile) {
        if (!allRead) {
            table.each(people, this::putUnlessRead);
            allRead = true;
            joinAdded();
        }
        return Map.copyOf(rowsOf(profile));
    }

    /** Writes what changed, and forgets what was read. */
    void save() {
        var rows = new HashMap<RowKey, T>();
        if (!added.isEmpty()) {
            rows.putAll(added);
            table.loadRows(added.keySet()).forEach((row, stored) -> rows.merge(row, stored, T::plus));
        }
        for (var row : changed) {
            rows.computeIfAbsent(row, read -> rowsOf(read.profile()).get(read.key()));
        }
        table.save(rows);
        forget();
    }

    private void forget() {
        whole.clear();
        added.clear();
        changed.clear();
        expected.clear();
        readRows.clear();
        readKeys.clear();
        allRead = false;
    }

    private boolean isRead(RowKey row) {
        return allRead || readKeys.contains(row.key()) || readRows.contains(row);
    }

    private void read(RowKey row, Collection<String> keys) {
        if (!isRead(row)) {
            readExpected();
        }
        if (!isRead(row)) {
            readOfEverybody(keys);
        }
    }

    private void readExpected() {
        expected.addAll(added.keySet());
        expected.removeIf(this::isRead);
        if (!expected.isEmpty()) {
            table.loadRows(expected).forEach(this::putUnlessRead);
            readRows.addAll(expected);
            expected.clear();
            joinAdded();
        }
    }

    /** Who is asked about without having been expected is one of many, as when everybody is evaluated. */
    private void readOfEverybody(Collection<String> keys) {
        var missing = new HashSet<>(keys);
        missing.removeAll(readKeys);
        table.each(people, missing, this::putUnlessRead);
        readKeys.addAll(missing);
        joinAdded();
    }

    private void joinAdded() {
        added.entrySet().removeIf(entry -> {
            var row = entry.getKey();
            var isRead = isRead(row);
            if (isRead) {
                rowsOf(row.profile()).merge(row.key(), entry.getValue(), T::plus);
            }
            return isRead;
        });
    }

    private void putUnlessRead(RowKey row, T stored) {
        if (!isRead(row)) {
            rowsOf(row.profile()).put(row.key(), stored);
        }
    }

    private Map<String, T> rowsOf(ProfileId profile) {
        return whole.computeIfAbsent(profile, any -> new HashMap<>());
    }
}
