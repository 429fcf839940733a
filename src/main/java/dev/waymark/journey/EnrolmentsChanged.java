package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.profile.ProfileId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Enrolments were started, claimed, completed or cancelled. Fired in the transaction that stores the changes, of all of
 * them together and each once: a wave ends by thousands, and whoever listens asks the database once.
 */
public record EnrolmentsChanged(List<Change> changes) {

    /**
     * What became of one.
     *
     * @param actor {@code rules}, {@code api} or {@code engine}
     * @param outcome kebab-case name of the end that was reached, once completed
     */
    public record Change(
            EnrolmentId enrolment,
            ProfileId profile,
            String journey,
            EnrolmentStatus status,
            @Nullable String outcome,
            String actor) {}

    /** Those that are over now, however they ended, or held out from the start. */
    public List<Change> ended() {
        return changes.stream().filter(change -> !change.status().isActive()).toList();
    }

    /** Those that have this status now. */
    public List<Change> into(EnrolmentStatus status) {
        return changes.stream().filter(change -> change.status() == status).toList();
    }

    /** Of these changes, whose they are. */
    public static List<UUID> ids(List<Change> changes) {
        return changes.stream().map(change -> change.enrolment().value()).toList();
    }
}
