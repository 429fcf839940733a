package dev.waymark.journey;

import dev.waymark.support.Digest;
import java.util.List;
import java.util.UUID;

/** The people a request means, by one of the ways to name them. */
sealed interface NamedPeople {

    /** Tells the same people from others. */
    String digest();

    /** Whoever is in the segment now. */
    record BySegment(String segment) implements NamedPeople {
        @Override
        public String digest() {
            return "segment\n" + segment;
        }
    }

    /** By identities of one kind, as {@link dev.waymark.profile.Identity} normalises them. */
    record ByIdentity(String kind, List<String> values) implements NamedPeople {
        public ByIdentity {
            values = List.copyOf(values);
        }

        @Override
        public String digest() {
            return Digest.of(kind + "\n" + String.join("\n", values));
        }
    }

    record ByProfile(List<UUID> profiles) implements NamedPeople {
        public ByProfile {
            profiles = List.copyOf(profiles);
        }

        @Override
        public String digest() {
            return Digest.of("profiles\n" + profiles);
        }
    }
}
