package dev.waymark.console;

import java.util.List;

/** A journey with its figures, ready to be shown. */
public record JourneyView(
        String key,
        String title,
        int version,
        long enrolled,
        long starting,
        long running,
        long completed,
        long cancelled,
        long converted,
        String conversionRate,
        List<OutcomeView> outcomes) {

    /** How many reached one end. */
    public record OutcomeView(String outcome, long count) {}
}
