package dev.waymark.release;

/** Where the computation of what a release would change stands. */
enum WhatIfStatus {
    RUNNING,
    DONE,
    /** Somebody stopped it. */
    CANCELLED,
    /** The node it ran on stopped. */
    INTERRUPTED,
    /** Something broke; the reason says more. */
    FAILED
}
