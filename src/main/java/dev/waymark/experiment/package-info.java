/**
 * Who gets what in a test, and who gets nothing: stable assignment by the profile alone.
 *
 * <p>Start with {@link dev.waymark.experiment.Assignment}.
 */
@NullMarked
package dev.waymark.experiment;

import org.jspecify.annotations.NullMarked;
