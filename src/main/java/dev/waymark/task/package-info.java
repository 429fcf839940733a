/**
 * Work that people do for a journey: calls, gifts, greetings, with a window, a deadline and an outcome on which the
 * journey goes on.
 *
 * <p>Start with {@link dev.waymark.task.CreateTaskHandler}, then {@link dev.waymark.task.Tasks}.
 */
@NullMarked
package dev.waymark.task;

import org.jspecify.annotations.NullMarked;
