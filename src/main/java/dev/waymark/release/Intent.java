package dev.waymark.release;

/** Who wants something, and why. */
record Intent(Actor actor, String reason) {}
