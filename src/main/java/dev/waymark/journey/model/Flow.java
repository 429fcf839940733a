package dev.waymark.journey.model;

/** A sequence flow between two elements, kept because process tests must pass each one. */
public record Flow(String id, String source, String target) {}
