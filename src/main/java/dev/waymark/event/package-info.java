/**
 * Events come in as Segment's SDKs send them, are stored once, and are told to whoever observes
 * {@link dev.waymark.event.EventIngested} inside the same transaction.
 *
 * <p>Start with {@link dev.waymark.event.EventIngestion}.
 */
@NullMarked
package dev.waymark.event;

import org.jspecify.annotations.NullMarked;
