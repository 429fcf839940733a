/**
 * The process engine behind a port: commands go out through an outbox, steps come in to {@link
 * dev.waymark.engine.StepHandler}s, and what happened is read from the records the broker exports.
 *
 * <p>Start with {@link dev.waymark.engine.OutboxRelay} and {@link dev.waymark.engine.EnrolmentClaim}. The broker
 * holds ids only; PostgreSQL is the source of truth.
 */
@NullMarked
package dev.waymark.engine;

import org.jspecify.annotations.NullMarked;
