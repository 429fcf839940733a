package dev.waymark.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a release began to decide, as shown.
 *
 * @param replaced number of the release that decided before, null for the first one
 */
record ActivationView(int release, @Nullable Integer replaced, String actor, String reason, Instant at) {}
