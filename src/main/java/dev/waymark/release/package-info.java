/**
 * Which rules decide: sets of rule files as releases that are checked, approved by a second person, activated and
 * rolled back, and what a release would change before it does.
 *
 * <p>Start with {@link dev.waymark.release.ReleaseStatus}, the life cycle, and {@link dev.waymark.release.Activations}.
 */
@NullMarked
package dev.waymark.release;

import org.jspecify.annotations.NullMarked;
