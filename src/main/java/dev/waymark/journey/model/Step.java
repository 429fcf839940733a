package dev.waymark.journey.model;

/**
 * One element of a journey, named so that records of the engine can be joined with it.
 *
 * @param name as drawn, or the id where the element is unnamed
 * @param type as the engine names it, for example {@code SERVICE_TASK}
 */
public record Step(String elementId, String name, String type) {}
