package dev.waymark.console;

import org.jspecify.annotations.Nullable;

/** One mail; the HTML body is shown from its own address, in a frame without rights. */
public record MailView(
        MailRow mail, String text, String headers, @Nullable String htmlUrl) {}
