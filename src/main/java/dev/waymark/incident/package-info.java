/**
 * Steps that have stopped and need a person: which, since when, why, and trying them again.
 *
 * <p>Start with {@link dev.waymark.incident.Incidents}.
 */
@NullMarked
package dev.waymark.incident;

import org.jspecify.annotations.NullMarked;
