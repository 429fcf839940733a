package dev.waymark.journey;

import java.util.Locale;

/** What became of somebody who came to the door of a journey. */
public enum EntryOutcome {
    /** Has a new enrolment. */
    ENROLLED,
    /** Has an enrolment that lets no other begin. */
    ALREADY_IN,
    /** Left out on purpose, to know what the journey achieves. */
    HELD_OUT,
    /** Has not allowed any message the journey sends. */
    NO_CONSENT,
    /** Was in the journey too short a time ago. */
    CAPPED,
    /** Would leave at once, or the journey lets nobody in now. */
    EXCLUDED,
    /** Not known to Waymark, or erased. */
    UNKNOWN,
    /** Something broke here; the log has the cause. */
    FAILED;

    /** As REST and tables for people say it: {@code already-in}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
