package dev.waymark.segment.drools;

/** Takes the reasons of rules that are compiled as they are, which only a test of hostile texts does. */
public final class OpenSegment {

    public void add(String reason) {}
}
