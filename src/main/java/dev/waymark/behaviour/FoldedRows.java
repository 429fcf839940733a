package dev.waymark.behaviour;

import dev.waymark.profile.ProfileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One table's rows during a batch. What events add is gathered first and joined with the stored rows when somebody
 * asks, or else at the end: for all people of the batch at once.
 *
 * <p>Confined to one transaction.
 */
final class FoldedRows<T extends Fold<T>> {

    private final FoldTable<T> table;
    private final Set<ProfileId> people;

    /** Stored and added, of the keys that were read. */
    private final Map<ProfileId, SortedMap<String, T>> whole = new HashMap<>();

    /** Added to rows that were not read yet. */
    private final Map<RowKey, T> added = new HashMap<>();

    private final Set<RowKey> changed = new HashSet<>();
    private final Set<String> expected;
    private final Set<String> readKeys = new HashSet<>();
    private boolean allRead;

    /** @param expected keys of rows that are going to be added: they are read with the first that are asked for */
    FoldedRows(FoldTable<T> table, Set<ProfileId> people, Set<String> expected) {
        this.table = table;
        this.people = people;
        this.expected = Set.copyOf(expected);
    }

    void add(RowKey row, T part) {
        changed.add(row);
        if (allRead || readKeys.contains(row.key())) {
            rowsOf(row.profile()).merge(row.key(), part, T::plus);
        } else {
            added.merge(row, part, T::plus);
        }
    }

    /** The person's rows by these keys, with what the batch has added so far. */
    Map<String, T> of(ProfileId profile, Collection<String> keys) {
        read(keys);
        var rows = rowsOf(profile);
        var found = new HashMap<String, T>();
        keys.stream().filter(rows::containsKey).forEach(key -> found.put(key, rows.get(key)));
        return found;
    }

    private void readAll() {
        if (!allRead) {
            table.load(people).forEach((row, stored) -> {
                if (!readKeys.contains(row.key())) {
                    put(row, stored);
                }
            });
            allRead = true;
            joinAdded(null);
        }
    }

    /** All the person's rows, with what the batch has added so far. */
    Map<String, T> of(ProfileId profile) {
        readAll();
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
        readKeys.clear();
        allRead = false;
    }

    private void read(Collection<String> keys) {
        var missing = new HashSet<>(keys);
        missing.removeAll(readKeys);
        if (!allRead && !missing.isEmpty()) {
            missing.addAll(expected);
            missing.removeAll(readKeys);
            table.load(people, missing).forEach(this::put);
            readKeys.addAll(missing);
            joinAdded(missing);
        }
    }

    private void joinAdded(@Nullable Set<String> keys) {
        added.entrySet().removeIf(entry -> {
            var row = entry.getKey();
            var isRead = keys == null || keys.contains(row.key());
            if (isRead) {
                rowsOf(row.profile()).merge(row.key(), entry.getValue(), T::plus);
            }
            return isRead;
        });
    }

    private void put(RowKey row, T stored) {
        rowsOf(row.profile()).put(row.key(), stored);
    }

    private SortedMap<String, T> rowsOf(ProfileId profile) {
        return whole.computeIfAbsent(profile, any -> new TreeMap<>());
    }
}
