package dev.waymark.console;

import java.util.List;

/** What is running and what time it is. */
public record StatusView(String now, boolean clockMovable, String clockOffset, List<PartView> parts) {}
