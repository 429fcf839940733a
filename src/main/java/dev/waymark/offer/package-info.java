/**
 * Benefits and their single-use proof: one code per person and offer, made when it is needed or drawn from a pool,
 * issued by a step or a message, redeemed once.
 *
 * <p>Start with {@link dev.waymark.offer.Codes}, then {@link dev.waymark.offer.Redemptions}.
 */
@NullMarked
package dev.waymark.offer;

import org.jspecify.annotations.NullMarked;
