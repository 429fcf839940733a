package dev.waymark.segment.drools;

/** What follows when a rule holds: one of three things, each with a reason in words. */
sealed interface Consequence {

    String reason();

    /** The profile is in the file's segment. */
    record Join(String reason) implements Consequence {}

    /** The profile did something that nobody sent: an event by this name. */
    record Raise(Token event, String reason) implements Consequence {}

    /** Doing this with the profile is worth so much, from 1 to 100. */
    record Propose(String action, int score, String reason) implements Consequence {}
}
