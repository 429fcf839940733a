package dev.waymark.behaviour;

import dev.waymark.profile.ProfileId;
import java.util.Comparator;

/**
 * Names one row.
 *
 * @param key within the person: an event name, a category or an order id
 */
record RowKey(ProfileId profile, String key) implements Comparable<RowKey> {

    private static final Comparator<RowKey> ORDER = Comparator.<RowKey, java.util.UUID>comparing(
                    row -> row.profile().value())
            .thenComparing(RowKey::key);

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }
}
