package dev.waymark.journey.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The goal of a journey and the message that ends it there, because a goal may be reached anywhere on the way.
 *
 * @param goal key of the goal
 * @param message name of the message, correlated by the enrolment id
 * @param window how long after the enrolment reaching the goal counts, also when the journey has ended; null for as long
 *     as the journey runs
 */
public record GoalCatch(
        String goal, String message, @Nullable Duration window) {}
