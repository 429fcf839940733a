package dev.waymark.console;

/** A mail in the list. */
public record MailRow(String id, String channel, String recipient, String title, String receivedAt) {}
