package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.stream.Stream;

/** One thing a journey must be, asked of every file; rules know nothing of each other. */
@FunctionalInterface
interface JourneyRule {

    Stream<Finding> check(JourneyDraft journey, KnownKeys known);
}
