package dev.waymark.task;

import dev.waymark.engine.EnrolmentId;
import java.util.UUID;

/**
 * Something happened to a task. Fired in the transaction that stores it.
 *
 * @param done created, claimed, released, done, cancelled, reminded or escalated
 */
public record TaskChanged(UUID task, EnrolmentId enrolment, String done, String actor, String detail) {}
