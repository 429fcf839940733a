package dev.waymark.webhook;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepJob;
import dev.waymark.journey.Enrolments;
import dev.waymark.journey.EnrolmentsChanged;
import dev.waymark.journey.StepDecisions;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a call before and after it. Thread-safe; each method is a transaction of its own under the profile's
 * lock, so that the call itself holds none.
 */
@ApplicationScoped
class WebhookCalls {

    private static final StepDecisions.Decision LEFT =
            new StepDecisions.Decision("left", "Was not taken before the journey was left.");

    /** Longer than any call: whoever has made one has noted by then what came of it, or is gone. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

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
     * @param begunAt when the person came to the step: the time of the event it tells of
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

    /** How long somebody has waited for a turn at this step, from now on if they have just come; empty once decided. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<Duration> waited(StepJob job) {
        if (decisions.find(job).isPresent()) {
            return Optional.empty();
        }
        takeOver(job);
        var now = clock.instant();
        return Optional.of(Duration.between(begunAt(job).orElseGet(() -> begin(job, now)), now));
    }

    private Optional<Instant> begunAt(StepJob job) {
        return sql
                .query(
                        "select begun_at from webhook_call where enrolment_id = ? and element_id = ? and pass = ?",
                        row -> row.getTimestamp(1).toInstant(),
                        job.enrolment().value(),
                        job.elementId(),
                        job.pass())
                .stream()
                .findFirst();
    }

    /** One whose instance was ended before its answer was kept is this one: whoever has taken it knows it again. */
    private void takeOver(StepJob job) {
        sql.update("""
                update webhook_call c set pass = ? where enrolment_id = ? and element_id = ? and pass <> ?
                  and not exists (select 1 from step_decision d where d.enrolment_id = c.enrolment_id
                                  and d.element_id = c.element_id and d.pass = c.pass)
                """, job.pass(), job.enrolment().value(), job.elementId(), job.pass());
    }

    private Instant begin(StepJob job, Instant now) {
        sql.update(
                "insert into webhook_call (enrolment_id, element_id, pass, webhook, begun_at, tries)"
                        + " values (?, ?, ?, ?, ?, 0) on conflict on constraint webhook_call_once do nothing",
                job.enrolment().value(),
                job.elementId(),
                job.pass(),
                job.header(CallWebhookHandler.WEBHOOK).orElseThrow(),
                now);
        return now;
    }

    private Call count(StepJob job, ProfileView person) {
        var now = clock.instant();
        begin(job, now);
        return sql.query(
                        "update webhook_call set tries = tries + 1, calling_until = ?"
                                + " where enrolment_id = ? and element_id = ? and pass = ? returning begun_at, tries",
                        row -> new Call(person, row.getTimestamp(1).toInstant(), row.getInt(2), now),
                        now.plus(LONGEST),
                        job.enrolment().value(),
                        job.elementId(),
                        job.pass())
                .getFirst();
    }

    /** It was not taken. Answers whether it is to be tried again: not where the journey was left meanwhile. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean comesAgain(StepJob job) {
        profiles.lockPerson(new ProfileId(job.claimed().profile()));
        sql.update(
                "update webhook_call set calling_until = null where enrolment_id = ? and element_id = ? and pass = ?",
                job.enrolment().value(),
                job.elementId(),
                job.pass());
        var isLeft = enrolments
                .find(job.enrolment())
                .filter(enrolment -> enrolment.status().isActive())
                .isEmpty();
        if (isLeft) {
            decisions.decide(job, () -> LEFT);
        }
        return !isLeft;
    }

    /** What waits for another try when the journey ends is settled by that; what is on its way, by its answer. */
    void on(@Observes EnrolmentsChanged changed) {
        var ended = EnrolmentsChanged.ids(changed.ended());
        if (!ended.isEmpty()) {
            tried(ended).forEach(pass -> decisions.decide(pass, () -> LEFT));
        }
    }

    private List<StepDecisions.Pass> tried(List<UUID> enrolments) {
        return sql.query(
                "select enrolment_id, element_id, pass from webhook_call where enrolment_id = any(?) and tries > 0"
                        + " and (calling_until is null or calling_until < ?)",
                row -> new StepDecisions.Pass(
                        new EnrolmentId(row.getObject(1, UUID.class)), row.getString(2), row.getLong(3)),
                Sql.uuids(enrolments),
                clock.instant());
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void settle(StepJob job, String word, String detail) {
        profiles.lockPerson(new ProfileId(job.claimed().profile()));
        decisions.decide(job, () -> new StepDecisions.Decision(word, detail));
    }
}
