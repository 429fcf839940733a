package dev.waymark.journey.model;

/**
 * The goal of a journey and the message that ends it there, because a goal may be reached anywhere on the way.
 *
 * @param goal key of the goal
 * @param message name of the message, correlated by the enrolment id
 */
public record GoalCatch(String goal, String message) {}
