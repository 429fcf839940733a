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
    private final EnrolmentExits exits;
    private final Resumptions resumptions;
    private final Sql sql;

    EnrolmentErasureBehavior(Enrolments enrolments, EnrolmentExits exits, Resumptions resumptions, Sql sql) {
        this.resumptions = resumptions;
        this.enrolments = enrolments;
        this.exits = exits;
        this.sql = sql;
    }

    void on(@Observes ProfileErased erased) {
        var all = erased.all().stream().map(ProfileId::value).toList();
        enrolments.activeInOrder(all).forEach(enrolment -> exits.exit(enrolment, ERASED, "api"));
        sql.update("delete from entry_decision where profile_id = any(?)", Sql.uuids(all));
        // who was named and is not found yet, or was not known then, is named by an identity
        sql.update(
                "update enrolment_batch_person p set value = null, kind = null from identity i"
                        + " where i.profile_id = any(?) and p.kind = i.kind and p.value = i.value",
                Sql.uuids(all));
        // a moment may be that of a birthday
        sql.update(
                "delete from step_decision where enrolment_id in (select id from enrolment where profile_id = any(?))",
                Sql.uuids(all));
        resumptions.forget(erased.all());
        // an idempotency key is the caller's text and may name the person
        sql.update("delete from enrolment_request where profile_id = any(?)", Sql.uuids(all));
    }
}
