package dev.waymark.event;

/**
 * The events of a request are durable. Fired after their transaction has committed, before the sender is answered.
 *
 * @param source whose they are
 * @param stored how many are new
 * @param repeated how many were there already
 */
public record EventsTaken(String source, int stored, int repeated) {}
