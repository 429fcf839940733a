package dev.waymark.journey;

import dev.waymark.profile.ProfilesMerged;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * When two profiles turn out to be one person, what the loser is in goes on as the winner's.
 *
 * <p>Where both are in a journey by the same entry, one enrolment goes on and keeps the entry key: the one that has
 * come further, so that nobody gets the same messages twice. The other is cancelled. Then every wait looks back,
 * because what either of them did counts for both. Thread-safe; in the transaction that joins them, under both
 * profiles' locks.
 */
@ApplicationScoped
class EnrolmentMergeBehavior {

    static final String MERGED = "merged";

    private final Enrolments enrolments;
    private final WaitTable table;
    private final WaitLookBack past;
    private final EnrolmentExits exits;
    private final Sql sql;

    EnrolmentMergeBehavior(Enrolments enrolments, WaitTable table, WaitLookBack past, EnrolmentExits exits, Sql sql) {
        this.enrolments = enrolments;
        this.table = table;
        this.past = past;
        this.exits = exits;
        this.sql = sql;
    }

    void on(@Observes ProfilesMerged merged) {
        var winner = merged.winner().value();
        var loser = merged.loser().value();
        var all = enrolments.ofInOrder(List.of(winner, loser));
        all.stream()
                .collect(Collectors.groupingBy(enrolment -> List.of(enrolment.journey, enrolment.entryKey)))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .forEach(this::tellApart);
        all.stream()
                .filter(enrolment -> enrolment.status.isActive())
                .filter(enrolment -> !enrolments.isForEachCause(enrolment))
                .collect(Collectors.groupingBy(enrolment -> enrolment.journey))
                .values()
                .stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> goOnWithOne(
                        same, same.stream().min(furthestFirst(messagesOf(same))).orElseThrow()));
        // keys first: two of one person with one key are never there, not even for a moment
        enrolments.flush();
        // the rows that are loaded, and not past them: what is stored of one later would take it back
        all.forEach(enrolment -> enrolment.profileId = winner);
        enrolments.flush();
        table.move(merged.loser(), merged.winner());
        table.armedOf(merged.winner()).stream()
                .collect(Collectors.groupingBy(WaitTable.Waiting::id, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(triggers -> past.endByPast(merged.winner(), triggers));
    }

    /** Of one entry one goes on; where the key is a number only, two entries may have the same by chance. */
    private void tellApart(List<Enrolment> same) {
        var goesOn = same.stream().min(furthestFirst(messagesOf(same))).orElseThrow();
        if (same.getFirst().entryKey.equals(EntryRule.ONCE) || enrolments.isForEachCause(same.getFirst())) {
            goOnWithOne(same, goesOn);
        }
        same.stream()
                .filter(other -> other != goesOn)
                .forEach(other -> other.entryKey = other.entryKey + "/" + other.id);
    }

    /** The others end, and their goals are the one's from now on. */
    private void goOnWithOne(List<Enrolment> same, Enrolment goesOn) {
        same.stream().filter(other -> other != goesOn).forEach(other -> {
            exits.exit(other, MERGED, "identity");
            table.closeAll(other.id);
        });
    }

    /** One that has ended by itself has come furthest; one that was cancelled goes nowhere. */
    private static Comparator<Enrolment> furthestFirst(Map<UUID, Long> messages) {
        return Comparator.<Enrolment>comparingInt(one -> switch (one.status) {
                    case COMPLETED -> 0;
                    case STARTING, RUNNING -> 1;
                    case CANCELLED, HELD_OUT -> 2;
                })
                .thenComparing(one -> -messages.getOrDefault(one.id, 0L))
                .thenComparing(one -> one.enrolledAt)
                .thenComparing(one -> one.id);
    }

    private record Sent(UUID enrolment, long messages) {}

    private Map<UUID, Long> messagesOf(List<Enrolment> same) {
        return sql
                .query(
                        "select enrolment_id, count(*) from message where enrolment_id = any(?) group by enrolment_id",
                        row -> new Sent(row.getObject(1, UUID.class), row.getLong(2)),
                        Sql.uuids(same.stream().map(one -> one.id).toList()))
                .stream()
                .collect(Collectors.toMap(Sent::enrolment, Sent::messages));
    }
}
