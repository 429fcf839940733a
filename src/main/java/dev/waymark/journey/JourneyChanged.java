package dev.waymark.journey;

import java.util.Map;

/**
 * Something was done with a version of a journey. Fired in the transaction that stores it.
 *
 * @param done what, for example {@code published}
 * @param details from and to which status, why, and the hash of the file
 */
public record JourneyChanged(String journey, String done, String actor, Map<String, Object> details) {}
