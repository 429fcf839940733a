package dev.waymark.onsite;

import dev.waymark.conversion.ConversionRecorded;
import dev.waymark.journey.EnrolmentsChanged;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;

/**
 * Takes away what is shown by an enrolment that has ended or reached its goal, and follows people who are joined or
 * forgotten. Thread-safe; in the transaction of what happened.
 */
@ApplicationScoped
class OnsiteFollower {

    private final OnsiteTable table;
    private final Clock clock;

    OnsiteFollower(OnsiteTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    void on(@Observes EnrolmentsChanged changed) {
        var ended = EnrolmentsChanged.ids(changed.ended());
        if (!ended.isEmpty()) {
            table.end(ended, clock.instant());
        }
    }

    /** At once: the engine may be told much later. */
    void on(@Observes ConversionRecorded conversion) {
        table.end(List.of(conversion.enrolment()), clock.instant());
    }

    void on(@Observes ProfilesMerged merged) {
        table.move(merged.loser().value(), merged.winner().value());
    }

    void on(@Observes ProfileErased erased) {
        table.delete(erased.all().stream().map(ProfileId::value).toList());
    }
}
