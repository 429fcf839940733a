package dev.waymark.incident;

import dev.waymark.engine.EnrolmentId;

/** Somebody wants a step that has stopped tried again. Fired in the transaction that queues it. */
public record IncidentRetried(long incident, EnrolmentId enrolment, String elementId, String actor) {}
