/** Measurements: ours and its limit, interleaved in one run, under the {@code bench} profile. */
@NullMarked
package dev.waymark.bench;

import org.jspecify.annotations.NullMarked;
