package dev.waymark.release;

import java.util.Map;

/**
 * A release went on in its life. Fired in the transaction that stores it.
 *
 * @param done what happened, such as {@code approved}
 * @param details from and to which status, why, and what else is to be kept
 */
public record RuleReleaseChanged(int release, String done, String actor, Map<String, Object> details) {

    public RuleReleaseChanged {
        details = Map.copyOf(details);
    }
}
