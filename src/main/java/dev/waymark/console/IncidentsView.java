package dev.waymark.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that have stopped, and commands that the engine refuses.
 *
 * @param after where this page begins
 * @param next where the list goes on, or null
 */
public record IncidentsView(
        List<IncidentRow> incidents, long after, @Nullable String next, List<CommandRow> commands) {

    /** A step that has stopped. */
    public record IncidentRow(
            String key,
            String enrolment,
            String journey,
            String step,
            String elementId,
            String why,
            String since,
            boolean retrying) {}

    /** A command that is tried on. */
    public record CommandRow(String kind, String enrolment, String code, int attempts, String since) {}
}
