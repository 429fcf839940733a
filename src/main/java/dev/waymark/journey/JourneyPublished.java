package dev.waymark.journey;

/** A new version of a journey takes new enrolments from now on. Fired in the transaction that stores it. */
public record JourneyPublished(String journey, int version, String hash) {}
