package dev.waymark.journey.model;

/** An event that ends a wait and the message that says so, because several events may mean the same to a journey. */
public record WaitTrigger(String eventName, String messageName) {}
