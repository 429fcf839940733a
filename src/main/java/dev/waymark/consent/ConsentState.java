package dev.waymark.consent;

/**
 * What holds for a topic on a channel at some moment, and the record that decides it. The state of {@code ANY} holds
 * for every channel that has none of its own.
 */
public record ConsentState(String topic, ConsentChannel channel, boolean given, ConsentRecord record) {}
