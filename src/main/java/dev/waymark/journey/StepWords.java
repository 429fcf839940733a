package dev.waymark.journey;

import dev.waymark.journey.model.Place;
import dev.waymark.journey.model.Places;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What an enrolment's steps have decided so far, for an instance that goes on. Reads only; thread-safe. */
@ApplicationScoped
class StepWords {

    private final Sql sql;

    StepWords(Sql sql) {
        this.sql = sql;
    }

    private record Decided(String elementId, String word) {}

    /** The variables that gateways compare, as the last step that sets each has set it. */
    Map<String, String> variables(UUID enrolment, Places places, Optional<Map<String, String>> before) {
        var variables = new HashMap<>(before.orElse(Map.of()));
        for (var decided : decided(enrolment)) {
            places.find(decided.elementId())
                    .flatMap(Place::variable)
                    .ifPresent(variable -> variables.put(variable, decided.word()));
        }
        return Map.copyOf(variables);
    }

    /** Whether this pass of a step has decided. */
    boolean isDecided(UUID enrolment, String elementId, long pass) {
        return !sql.query(
                        "select 1 from step_decision where enrolment_id = ? and element_id = ? and pass = ?",
                        row -> true,
                        enrolment,
                        elementId,
                        pass)
                .isEmpty();
    }

    /** Until when the task before a timer has found that somebody waits. */
    Optional<Instant> momentFound(UUID enrolment, Places places, Place timer) {
        return decided(enrolment).reversed().stream()
                .filter(decided -> places.find(decided.elementId())
                        .filter(task -> task.next().contains(timer.elementId()))
                        .isPresent())
                .map(decided -> Instant.parse(decided.word()))
                .findFirst();
    }

    private List<Decided> decided(UUID enrolment) {
        return sql.query(
                "select element_id, word from step_decision where enrolment_id = ? order by decided_at, pass",
                row -> new Decided(row.getString(1), row.getString(2)),
                enrolment);
    }
}
