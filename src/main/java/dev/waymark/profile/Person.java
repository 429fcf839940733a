package dev.waymark.profile;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A profile's row while its lock is held: what is said about the person meanwhile is added here and written once. */
final class Person {

    final UUID id;

    @Nullable
    String userId;

    final Traits traits;
    boolean changed;

    Person(UUID id, @Nullable String userId, Traits traits) {
        this.id = id;
        this.userId = userId;
        this.traits = traits;
    }
}
