package dev.waymark.audience;

import dev.waymark.consent.ConsentRecorded;
import dev.waymark.consent.SuppressionChanged;
import dev.waymark.journey.EnrolmentStatus;
import dev.waymark.journey.EnrolmentsChanged;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

/**
 * Takes people out of audiences at once when they do not allow it any more, and follows those who are joined or
 * forgotten. Thread-safe; in the transaction of what happened, under the profile's lock.
 */
@ApplicationScoped
class AudienceFollower {

    /** What two people allow is one before it is asked for. */
    private static final int AFTER_THE_OTHERS = 3_000;

    private final Audiences audiences;
    private final AudienceTable table;
    private final Event<AudienceChanged> changed;

    AudienceFollower(Audiences audiences, AudienceTable table, Event<AudienceChanged> changed) {
        this.audiences = audiences;
        this.table = table;
        this.changed = changed;
    }

    /** Who is taken out of a journey comes to no step any more that would take them out of its audiences. */
    void on(@Observes EnrolmentsChanged changed) {
        var cancelled = EnrolmentsChanged.ids(changed.into(EnrolmentStatus.CANCELLED));
        if (!cancelled.isEmpty()) {
            table.deleteOf(cancelled).forEach(member -> tellLeft(member, "journey-left"));
        }
    }

    void on(@Observes ConsentRecorded consent) {
        audiences.leaveWhatIsRefused(consent.profile());
    }

    void on(@Observes SuppressionChanged change) {
        audiences.leaveWhatIsRefused(change.profile());
    }

    void on(@Observes @Priority(AFTER_THE_OTHERS) ProfilesMerged merged) {
        table.move(merged.loser().value(), merged.winner().value());
        audiences.leaveWhatIsRefused(merged.winner());
    }

    void on(@Observes ProfileErased erased) {
        var all = erased.all().stream().map(ProfileId::value).toList();
        table.deleteAll(all).forEach(member -> tellLeft(member, "erased"));
    }

    private void tellLeft(AudienceTable.Member member, String why) {
        changed.fire(new AudienceChanged(
                member.profile(),
                member.place().audience(),
                member.place().network().key(),
                false,
                why));
    }
}
