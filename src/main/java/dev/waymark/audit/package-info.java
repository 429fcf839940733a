/**
 * The record of who or what changed something, and the trace of an enrolment made from it. Listens to every
 * feature's past-tense records; no feature knows it.
 *
 * <p>Start with {@link dev.waymark.audit.AuditTrail} and {@link dev.waymark.audit.Traces}.
 */
@NullMarked
package dev.waymark.audit;

import org.jspecify.annotations.NullMarked;
