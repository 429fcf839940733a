package dev.waymark.event;

/** An event that cannot be stored as sent, and why. */
public record Parked(String reason, String payload) {}
