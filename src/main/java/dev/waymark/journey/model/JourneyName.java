package dev.waymark.journey.model;

/**
 * The names of one journey version, so that people, files and the engine mean the same one.
 *
 * @param key file name, for example {@code welcome}
 * @param processId for the engine, for example {@code WelcomeJourney}
 * @param title for people
 * @param contentHash SHA-256 of the file, hexadecimal
 */
public record JourneyName(String key, String processId, String title, String contentHash) {}
