package dev.waymark.journey;

import dev.waymark.event.EventLog;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * When two profiles turn out to be one person, what the loser is in goes on as the winner's.
 *
 * <p>Where both are in a journey by the same entry, the earlier enrolment goes on and the later one is cancelled:
 * nobody gets the same messages twice. Then every wait looks back, because what either of them did counts for both.
 * Thread-safe; in the transaction that joins them, under both profiles' locks.
 */
@ApplicationScoped
class EnrolmentMergeBehavior {

    static final String MERGED = "merged";

    private final Enrolments enrolments;
    private final Waits waits;
    private final EventLog events;
    private final EnrolmentCancelHandler cancels;
    private final Sql sql;

    EnrolmentMergeBehavior(
            Enrolments enrolments, Waits waits, EventLog events, EnrolmentCancelHandler cancels, Sql sql) {
        this.enrolments = enrolments;
        this.waits = waits;
        this.events = events;
        this.cancels = cancels;
        this.sql = sql;
    }

    void on(@Observes ProfilesMerged merged) {
        cancelLaterOfTwo(merged);
        sql.update(
                """
                update enrolment l set profile_id = ?, entry_key = case when exists (
                        select 1 from enrolment w where w.journey = l.journey and w.entry_key = l.entry_key
                        and w.profile_id = ?) then l.entry_key || '/' || l.profile_id else l.entry_key end
                where l.profile_id = ?
                """,
                merged.winner().value(),
                merged.winner().value(),
                merged.loser().value());
        waits.move(merged.loser(), merged.winner());
        waits.armedOf(merged.winner()).stream()
                .collect(Collectors.groupingBy(WaitTable.Armed::id, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(wait -> lookBack(wait, merged.winner()));
    }

    private void cancelLaterOfTwo(ProfilesMerged merged) {
        var later = sql.query(
                """
                select case when l.enrolled_at < w.enrolled_at then w.id else l.id end
                from enrolment l join enrolment w on w.journey = l.journey and w.entry_key = l.entry_key
                where l.profile_id = ? and w.profile_id = ?
                """,
                row -> row.getObject(1, UUID.class),
                merged.loser().value(),
                merged.winner().value());
        enrolments.lockedInOrder(later).forEach(enrolment -> cancels.cancel(enrolment, MERGED, "identity"));
        // before rows move under plain SQL
        enrolments.flush();
    }

    private void lookBack(List<WaitTable.Armed> triggers, ProfileId person) {
        var wait = triggers.getFirst();
        var messages =
                triggers.stream().collect(Collectors.toMap(WaitTable.Armed::eventName, WaitTable.Armed::message));
        events.firstAfter(person, wait.sinceSeq(), messages.keySet())
                .ifPresent(event -> waits.hit(
                        new WaitTable.Waiting(wait.id(), wait.enrolment(), messages.get(event.name())), event.seq()));
    }
}
