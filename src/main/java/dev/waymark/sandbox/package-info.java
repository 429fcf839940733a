/** Letting time pass: business time and the embedded broker's together. Start with {@code SandboxClock}. */
@NullMarked
package dev.waymark.sandbox;

import org.jspecify.annotations.NullMarked;
