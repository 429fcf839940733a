package dev.waymark.behaviour;

/** How the bounds between scores are found. */
public enum ScoringMethod {
    /** Fixed numbers of days. */
    DAYS,
    /** Fixed values. */
    VALUES,
    /** Fifths of all people who ordered. */
    QUINTILE
}
