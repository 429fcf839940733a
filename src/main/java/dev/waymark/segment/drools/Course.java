package dev.waymark.segment.drools;

import java.time.Instant;
import java.util.List;

/** How the answer to a question goes on while time passes and nothing else happens. */
sealed interface Course {

    Course STILL = new Moments(List.of());
    Course BY_THE_DAY = new Days(List.of());

    /** It can change at these moments only, if they are to come; in any order. */
    record Moments(List<Instant> moments) implements Course {}

    /**
     * It can change when a day begins (UTC). From one of the turns to the next a number, with no answer at its one
     * end, only falls or only rises, and a text or a flag stays.
     *
     * @param turns first days of what begins anew, counted since 1970, ascending
     */
    record Days(List<Long> turns) implements Course {}
}
