package dev.waymark.journey;

import dev.waymark.segment.MembershipsChanged;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Ends enrolments when the person enters or leaves a segment by which their journey is left. In the transaction that
 * changes the membership, under the profile's lock; thread-safe.
 */
@ApplicationScoped
class ExitBehavior {

    /** Before anybody enters: who leaves a journey may be let in again by the same change. */
    private static final int BEFORE_ENTRIES = 100;

    private final Journeys journeys;
    private final Enrolments enrolments;
    private final EnrolmentExits exits;

    ExitBehavior(Journeys journeys, Enrolments enrolments, EnrolmentExits exits) {
        this.journeys = journeys;
        this.enrolments = enrolments;
        this.exits = exits;
    }

    /** Of all that changed together, in the order in which everybody locks several enrolments. */
    void on(@Observes @Priority(BEFORE_ENTRIES) MembershipsChanged changed) {
        var people = new LinkedHashMap<Passage, List<UUID>>();
        changed.changes()
                .forEach(change -> people.computeIfAbsent(
                                new Passage(change.segment(), change.entered()), any -> new ArrayList<>())
                        .add(change.profile().value()));
        var leaving = new TreeMap<UUID, String>();
        people.forEach((passage, who) ->
                enrolmentsLeftBy(passage, who).forEach(enrolment -> leaving.putIfAbsent(enrolment, passage.why())));
        if (!leaving.isEmpty()) {
            enrolments.lockInOrder(leaving.keySet());
            leaving.forEach(exits::leaveEarly);
        }
    }

    /** Into a segment, or out of it. */
    private record Passage(String segment, boolean entered) {

        String why() {
            return EndName.of("exit " + (entered ? "entered " : "left ") + segment);
        }
    }

    private List<UUID> enrolmentsLeftBy(Passage passage, List<UUID> people) {
        var versions = journeys.leftBy(passage.segment(), passage.entered());
        return versions.isEmpty() ? List.of() : enrolments.activeIds(people, versions);
    }
}
