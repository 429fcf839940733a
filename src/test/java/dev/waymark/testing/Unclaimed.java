package dev.waymark.testing;

import java.util.Map;
import java.util.UUID;

/** Enrolments as a start writes them, without the command that would bring the engine into play. */
public final class Unclaimed {

    private Unclaimed() {}

    /** Somebody in the first version of a journey, by an id of the application's: lists are in their order. */
    public static UUID in(String journey, Database database, UUID id) {
        var person = Person.somebody();
        person.identifies(Map.of("firstName", "Ada", "email", person.userId() + "@example.org"));
        database.run(
                "insert into enrolment (id, journey, version_id, profile_id, entry_key, status, entered_by, entry_seq,"
                        + " enrolled_at, caused_at) select ?, journey, id, ?, 'once', 'STARTING', 'api', 0, now(), now()"
                        + " from journey_version where journey = ?",
                id,
                database.profileOf(person),
                journey);
        return id;
    }
}
