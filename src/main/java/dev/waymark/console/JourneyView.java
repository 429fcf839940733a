package dev.waymark.console;

/** A journey with its figures, ready to be shown. */
public record JourneyView(
        String key, String title, int version, String status, long running, long heldOut, long done, long converted) {}
