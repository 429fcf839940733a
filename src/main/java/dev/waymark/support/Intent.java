package dev.waymark.support;

/** Who wants something, and why. */
public record Intent(Actor actor, String reason) {}
