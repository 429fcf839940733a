package dev.waymark.insight;

import java.util.List;

/**
 * How a journey is doing.
 *
 * @param conversionRate share of completed enrolments that converted, 0 to 1; 0 while none has completed
 * @param outcomes completed enrolments by the end they reached
 */
public record JourneyFigures(
        String journey, Counts counts, long converted, double conversionRate, List<OutcomeCount> outcomes) {

    /** Enrolments by state. */
    public record Counts(long enrolled, long starting, long running, long completed, long cancelled) {}

    /** Enrolments that reached one end. */
    public record OutcomeCount(String outcome, long count) {}
}
