/**
 * Journeys and the people in them. A journey is a versioned BPMN model that enrols profiles; an enrolment is one
 * profile's run through one version, started in PostgreSQL, carried out by the engine, claimed by exactly one
 * process instance.
 *
 * <p>Start with {@link dev.waymark.journey.EnrolmentStartHandler}, then {@link dev.waymark.journey.Waits}.
 */
@NullMarked
package dev.waymark.journey;

import org.jspecify.annotations.NullMarked;
