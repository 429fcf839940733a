package dev.waymark.profile;

import jakarta.transaction.TransactionScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The people whose locks the running transaction holds, as they are now. */
@TransactionScoped
class LockedPeople {

    private final Map<UUID, Person> people = new HashMap<>();

    void add(Person person) {
        people.put(person.id, person);
    }

    Optional<Person> find(UUID id) {
        return Optional.ofNullable(people.get(id));
    }

    /** Those of them that are locked. */
    List<Person> all(Collection<UUID> ids) {
        return ids.stream().map(people::get).filter(Objects::nonNull).toList();
    }

    void remove(UUID id) {
        people.remove(id);
    }

    Collection<Person> all() {
        return people.values();
    }
}
