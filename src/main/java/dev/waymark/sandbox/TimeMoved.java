package dev.waymark.sandbox;

import java.time.Duration;

/**
 * Time was moved in the sandbox. Fired in the transaction that stores it.
 *
 * @param offset how far business time stands before real time from now on
 */
public record TimeMoved(Duration by, Duration offset) {}
