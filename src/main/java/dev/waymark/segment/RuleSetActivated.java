package dev.waymark.segment;

import java.util.List;

/** Another rule set decides from now on. Fired in the transaction that stores it. */
public record RuleSetActivated(String version, List<String> segments) {}
