package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;

/**
 * Another process instance goes on for an enrolment, in another version of its journey or, where that has no place for
 * it, in its own. Fired in the transaction that stores it.
 *
 * @param actor who asked for it
 * @param why it stays on its version; empty where it was moved
 */
public record EnrolmentMoved(EnrolmentId enrolment, int fromVersion, int toVersion, String actor, String why) {}
