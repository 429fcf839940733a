package dev.waymark.console;

/** A mail in the list. */
public record MailRow(String id, String recipient, String subject, String receivedAt) {}
