/**
 * What we hope for, and that it happened: goals and the conversions counted for them.
 *
 * <p>Start with {@link dev.waymark.conversion.Conversions}.
 */
@NullMarked
package dev.waymark.conversion;

import org.jspecify.annotations.NullMarked;
