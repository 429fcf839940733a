package dev.waymark.release;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a release would change for the people there are, had it decided at one moment instead of the active one.
 *
 * @param at the moment both were asked about
 * @param share of all people that were looked at, 1 for everybody
 * @param segments those whose files differ, by key
 * @param signals the same; what a signal's event would lead to is not followed
 * @param journeys those that people enter by a segment that somebody would enter or leave
 */
record WhatIfResult(
        Instant at, double share, List<RuleChange> segments, List<RuleChange> signals, List<JourneyChange> journeys) {

    /** In which of the two rule sets the rules are. */
    enum Presence {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** What becomes of one segment or signal; the examples are the first of those counted. */
    record RuleChange(
            String key,
            String title,
            Presence presence,
            long enter,
            long leave,
            long stay,
            List<Example> enterExamples,
            List<Example> leaveExamples) {}

    /** Somebody for whom this rule would hold from then on, or holds only now. */
    record Example(UUID profile, String rule, String reason) {}

    /**
     * What becomes of a journey.
     *
     * @param wouldStart enrolments that would start
     * @param heldBack people who would enter the segment, but whom the journey does not let in again
     * @param running enrolments that are on their way now; they go on either way
     */
    record JourneyChange(String journey, String title, String segment, long wouldStart, long heldBack, long running) {}
}
