/**
 * What there is to buy, and which of it to show to whom: the catalogue, what is bought together, what somebody has looked
 * at, and the reason to give.
 *
 * <p>Start with {@link dev.waymark.product.Recommendations}, then {@link dev.waymark.product.Relations}.
 */
@NullMarked
package dev.waymark.product;

import org.jspecify.annotations.NullMarked;
