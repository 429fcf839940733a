/**
 * The shared kernel: business time, ids, rejections and failures, JSON, definition files. Depends on nothing of ours.
 *
 * <p>Everything here is small and stable; a word that belongs to one feature lives in that feature's package.
 */
@NullMarked
package dev.waymark.support;

import org.jspecify.annotations.NullMarked;
