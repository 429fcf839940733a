package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepJob;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What steps have decided, once for each pass: a step that is delivered again decides the same, and auditors can read
 * why. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
public class StepDecisions {

    private final Sql sql;
    private final Event<StepDecided> decided;
    private final Clock clock;

    StepDecisions(Sql sql, Event<StepDecided> decided, Clock clock) {
        this.sql = sql;
        this.decided = decided;
        this.clock = clock;
    }

    /**
     * A decision.
     *
     * @param word what a gateway compares
     * @param detail why, for people; ids and keys only
     */
    public record Decision(String word, String detail, boolean isPersonal) {

        public Decision(String word, String detail) {
            this(word, detail, false);
        }

        /** Says something about the person: kept with them, and not in the audit trail, which nothing leaves. */
        static Decision personal(String word, String detail) {
            return new Decision(word, detail, true);
        }
    }

    /** The decision of this pass of the step: the stored one, or a new one. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Decision decide(StepJob job, Supplier<Decision> decision) {
        return find(job).orElseGet(() -> keep(pass(job), decision.get()));
    }

    /** One time that somebody comes to a step. */
    public record Pass(EnrolmentId enrolment, String elementId, long key) {}

    private static Pass pass(StepJob job) {
        return new Pass(job.enrolment(), job.elementId(), job.pass());
    }

    /** The same where no job asks for it any more. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Decision decide(Pass pass, Supplier<Decision> decision) {
        return find(pass).orElseGet(() -> keep(pass, decision.get()));
    }

    /** What this pass of the step has decided, if it has. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Decision> find(StepJob job) {
        return find(pass(job));
    }

    private Optional<Decision> find(Pass pass) {
        return sql
                .query(
                        "select word, detail from step_decision where enrolment_id = ? and element_id = ? and pass = ?",
                        row -> new Decision(row.getString(1), row.getString(2)),
                        pass.enrolment().value(),
                        pass.elementId(),
                        pass.key())
                .stream()
                .findFirst();
    }

    private Decision keep(Pass pass, Decision decision) {
        var added = sql.update(
                "insert into step_decision (enrolment_id, element_id, pass, word, detail, decided_at)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict on constraint step_decision_pk do nothing",
                pass.enrolment().value(),
                pass.elementId(),
                pass.key(),
                decision.word(),
                decision.detail(),
                clock.instant());
        if (added == 0) {
            return find(pass).orElseThrow();
        }
        if (!decision.isPersonal()) {
            decided.fire(new StepDecided(pass.enrolment(), pass.elementId(), decision.word(), decision.detail()));
        }
        return decision;
    }
}
