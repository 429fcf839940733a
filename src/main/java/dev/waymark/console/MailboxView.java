package dev.waymark.console;

import java.util.List;

/** The local mailbox. */
public record MailboxView(List<MailRow> mails) {}
