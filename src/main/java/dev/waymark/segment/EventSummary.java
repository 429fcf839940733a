package dev.waymark.segment;

import java.time.Instant;

/**
 * How often a profile did one thing, and when first and last.
 *
 * <p>Rules read summaries instead of raw events: it keeps them readable and makes them several times faster.
 */
public record EventSummary(String name, long count, Instant firstAt, Instant lastAt) {}
