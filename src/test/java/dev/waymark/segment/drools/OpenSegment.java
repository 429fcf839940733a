package dev.waymark.segment.drools;

/** Takes the consequences of rules that are compiled as they are, which only a test of hostile texts does. */
public final class OpenSegment {

    public void add(String reason) {}

    public void raise(String event, String reason) {}

    public void propose(String action, int score, String reason) {}
}
