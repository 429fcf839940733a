/**
 * What becomes of messages: each fact once, as an event of the person that journeys wait for like any other.
 *
 * <p>Start with {@link dev.waymark.message.receipt.Receipts}.
 */
@NullMarked
package dev.waymark.message.receipt;

import org.jspecify.annotations.NullMarked;
