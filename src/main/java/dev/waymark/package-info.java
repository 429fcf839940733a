/**
 * Waymark: who is in which segment is decided by rules, what happens next by journeys.
 *
 * <p>Start reading at {@code journey.EnrolmentStartHandler}; the packages and who may see whom are
 * pinned in {@code architecture.ModuleStructureTest}.
 */
@NullMarked
package dev.waymark;

import org.jspecify.annotations.NullMarked;
