package dev.waymark.journey;

import dev.waymark.segment.MembershipsChanged;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    void on(@Observes @Priority(BEFORE_ENTRIES) MembershipsChanged changed) {
        var bySegment = new LinkedHashMap<Passage, List<UUID>>();
        changed.changes()
                .forEach(change -> bySegment
                        .computeIfAbsent(new Passage(change.segment(), change.entered()), any -> new ArrayList<>())
                        .add(change.profile().value()));
        bySegment.forEach(this::leave);
    }

    /** Into a segment, or out of it. */
    private record Passage(String segment, boolean entered) {}

    private void leave(Passage passage, List<UUID> people) {
        var versions = journeys.leftBy(passage.segment(), passage.entered());
        if (!versions.isEmpty()) {
            var why = EndName.of("exit " + (passage.entered() ? "entered " : "left ") + passage.segment());
            enrolments.activeInOrder(people, versions).forEach(enrolment -> exits.leaveEarly(enrolment.id, why));
        }
    }
}
