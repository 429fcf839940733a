/**
 * Benefits and their single-use proof: one code per person and offer.
 *
 * <p>Start with {@link dev.waymark.offer.Codes}.
 */
@NullMarked
package dev.waymark.offer;

import org.jspecify.annotations.NullMarked;
