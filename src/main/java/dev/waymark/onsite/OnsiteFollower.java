package dev.waymark.onsite;

import dev.waymark.journey.EnrolmentChanged;
import dev.waymark.journey.EnrolmentStatus;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/**
 * Takes away what was shown by an enrolment that was cancelled, and follows people who are joined or forgotten.
 * Thread-safe; in the transaction of what happened.
 */
@ApplicationScoped
class OnsiteFollower {

    private final OnsiteTable table;
    private final Clock clock;

    OnsiteFollower(OnsiteTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** One that has come to its end leaves what it shows until that expires. */
    void on(@Observes EnrolmentChanged change) {
        if (change.status() == EnrolmentStatus.CANCELLED) {
            table.end(change.enrolment().value(), clock.instant());
        }
    }

    void on(@Observes ProfilesMerged merged) {
        table.move(merged.loser().value(), merged.winner().value());
    }

    void on(@Observes ProfileErased erased) {
        table.delete(erased.all().stream().map(ProfileId::value).toList());
    }
}
