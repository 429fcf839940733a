package dev.waymark.audience;

import dev.waymark.consent.ConsentRecorded;
import dev.waymark.consent.SuppressionChanged;
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
        table.deleteAll(all)
                .forEach(member -> changed.fire(new AudienceChanged(
                        member.profile(),
                        member.place().audience(),
                        member.place().network().key(),
                        false,
                        "erased")));
    }
}
