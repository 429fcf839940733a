package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;

/**
 * A step has decided where somebody goes on, or until when they wait. Fired in the transaction that stores it.
 *
 * @param detail why
 */
public record StepDecided(EnrolmentId enrolment, String elementId, String word, String detail) {}
