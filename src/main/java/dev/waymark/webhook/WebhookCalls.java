package dev.waymark.webhook;

import dev.waymark.engine.StepJob;
import dev.waymark.journey.Enrolments;
import dev.waymark.journey.StepDecisions;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a call before and after it. Thread-safe; each method is a transaction of its own under the profile's
 * lock, so that the call itself holds none.
 */
@ApplicationScoped
class WebhookCalls {

    private final Profiles profiles;
    private final Enrolments enrolments;
    private final StepDecisions decisions;
    private final Sql sql;
    private final Clock clock;

    WebhookCalls(Profiles profiles, Enrolments enrolments, StepDecisions decisions, Sql sql, Clock clock) {
        this.profiles = profiles;
        this.enrolments = enrolments;
        this.decisions = decisions;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A call to be made.
     *
     * @param begunAt when it was tried first: the time of the event it tells of
     * @param tries this one included
     * @param now when it is signed
     */
    record Call(ProfileView person, Instant begunAt, int tries, Instant now) {}

    /**
     * Empty where there is nothing to call any more: it was decided, the journey was left, another
     * instance acts, the person is forgotten.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<Call> begin(StepJob job) {
        var person = profiles.lockPerson(new ProfileId(job.claimed().profile()));
        var acts = enrolments
                .find(job.enrolment())
                .filter(enrolment -> enrolment.status().isActive())
                .filter(enrolment -> Long.valueOf(job.instance()).equals(enrolment.instance()))
                .isPresent();
        if (!acts || decisions.find(job).isPresent()) {
            return Optional.empty();
        }
        return profiles.find(person).map(profile -> {
            takeOver(job);
            return count(job, profile);
        });
    }

    /** One whose instance was ended before its answer was kept is this one: whoever has taken it knows it again. */
    private void takeOver(StepJob job) {
        sql.update("""
                update webhook_call c set pass = ? where enrolment_id = ? and element_id = ? and pass <> ?
                  and not exists (select 1 from step_decision d where d.enrolment_id = c.enrolment_id
                                  and d.element_id = c.element_id and d.pass = c.pass)
                """, job.pass(), job.enrolment().value(), job.elementId(), job.pass());
    }

    private Call count(StepJob job, ProfileView person) {
        var now = clock.instant();
        return sql.query(
                        """
                        insert into webhook_call as c (enrolment_id, element_id, pass, webhook, begun_at, tries)
                        values (?, ?, ?, ?, ?, 1)
                        on conflict on constraint webhook_call_once do update set tries = c.tries + 1
                        returning begun_at, tries
                        """,
                        row -> new Call(person, row.getTimestamp(1).toInstant(), row.getInt(2), now),
                        job.enrolment().value(),
                        job.elementId(),
                        job.pass(),
                        job.header(CallWebhookHandler.WEBHOOK).orElseThrow(),
                        now)
                .getFirst();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void settle(StepJob job, String word, String detail) {
        profiles.lockPerson(new ProfileId(job.claimed().profile()));
        decisions.decide(job, () -> new StepDecisions.Decision(word, detail));
    }
}
