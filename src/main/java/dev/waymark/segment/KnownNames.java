package dev.waymark.segment;

import java.util.Collection;
import java.util.Set;

/** Which names have ever been sent: a rule that names another waits for what nobody sends. */
public interface KnownNames {

    /** Those of the names by which an event was ever sent. */
    Set<String> events(Collection<String> names);

    /** Those of the names that somebody has a trait by. */
    Set<String> traits(Collection<String> names);
}
