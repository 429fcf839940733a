package dev.waymark.profile;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that these are names of one person.
 *
 * @param identities at least one, the strongest first
 * @param previous an id the person's user id replaces, or null
 */
public record Claim(List<Identity> identities, @Nullable String previous) {

    public Claim {
        identities = List.copyOf(identities);
    }

    /** Every identity that may have a holder already; a previous id may have been of either kind. */
    Stream<Identity> named() {
        return previous == null
                ? identities.stream()
                : Stream.concat(identities.stream(), Stream.of(Identity.user(previous), Identity.anonymous(previous)));
    }
}
