package dev.waymark.console;

/** One mail; the HTML body is shown from its own address, in a frame without rights. */
public record MailView(MailRow mail, String text, String htmlUrl) {}
