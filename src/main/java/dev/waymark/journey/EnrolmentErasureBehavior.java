package dev.waymark.journey;

import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends the journeys of a person who is forgotten: no step acts for them once the erasure was acknowledged.
 * Thread-safe; in the transaction that erases, under the profile's lock.
 */
@ApplicationScoped
class EnrolmentErasureBehavior {

    static final String ERASED = "erased";

    private final Enrolments enrolments;
    private final EnrolmentCancelHandler cancels;
    private final Sql sql;

    EnrolmentErasureBehavior(Enrolments enrolments, EnrolmentCancelHandler cancels, Sql sql) {
        this.enrolments = enrolments;
        this.cancels = cancels;
        this.sql = sql;
    }

    void on(@Observes ProfileErased erased) {
        var all = erased.all().stream().map(ProfileId::value).toList();
        enrolments.activeInOrder(all).forEach(enrolment -> cancels.cancel(enrolment, ERASED, "api"));
        // an idempotency key is the caller's text and may name the person
        sql.update(
                "delete from enrolment_request where enrolment_id in"
                        + " (select id from enrolment where profile_id = any(?))",
                Sql.uuids(all));
    }
}
