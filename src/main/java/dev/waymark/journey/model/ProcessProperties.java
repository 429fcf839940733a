package dev.waymark.journey.model;

import java.util.List;

/** What a process says about itself in its extension properties, by the names the element template gives them. */
final class ProcessProperties {

    static final String ENTRY_SEGMENT = "entry-segment";
    static final String ENTRY_EVENT = "entry-event";
    static final String ENTRY_CONDITION = "entry-condition";
    static final String ENTRY_SCHEDULE = "entry-schedule";
    static final String ENTRY_AUDIENCE = "entry-audience";
    static final String ENTRY_SPREAD = "entry-spread";
    static final String RE_ENTRY = "re-entry";
    static final String GOAL = "goal";
    static final String GOAL_WINDOW = "goal-window";
    static final String EXIT_EVENTS = "exit-events";
    static final String EXIT_CONDITION = "exit-condition";
    static final String EXIT_ENTERING = "exit-entering";
    static final String EXIT_LEAVING = "exit-leaving";
    static final String HOLDOUT = "holdout";
    static final String PRIORITY = "priority";

    static final List<String> ALL = List.of(
            ENTRY_SEGMENT,
            ENTRY_EVENT,
            ENTRY_CONDITION,
            ENTRY_SCHEDULE,
            ENTRY_AUDIENCE,
            ENTRY_SPREAD,
            RE_ENTRY,
            GOAL,
            GOAL_WINDOW,
            EXIT_EVENTS,
            EXIT_CONDITION,
            EXIT_ENTERING,
            EXIT_LEAVING,
            HOLDOUT,
            PRIORITY);

    private ProcessProperties() {}
}
