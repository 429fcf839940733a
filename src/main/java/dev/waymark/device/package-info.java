/**
 * The browsers and apps on which people have allowed push messages.
 *
 * <p>Start with {@link dev.waymark.device.Devices}.
 */
@NullMarked
package dev.waymark.device;

import org.jspecify.annotations.NullMarked;
