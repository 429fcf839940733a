package dev.waymark.audit;

import static dev.waymark.support.Sql.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.audience.AudienceChanged;
import dev.waymark.consent.AddressStopped;
import dev.waymark.consent.ConsentRecorded;
import dev.waymark.consent.SuppressionChanged;
import dev.waymark.conversion.ConversionRecorded;
import dev.waymark.incident.IncidentRetried;
import dev.waymark.journey.EnrolmentMoved;
import dev.waymark.journey.EnrolmentsChanged;
import dev.waymark.journey.JourneyChanged;
import dev.waymark.journey.StepDecided;
import dev.waymark.message.MessageSettled;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import dev.waymark.release.RuleReleaseChanged;
import dev.waymark.sandbox.TimeMoved;
import dev.waymark.segment.MembershipsChanged;
import dev.waymark.segment.RuleSetActivated;
import dev.waymark.support.Sql;
import dev.waymark.task.TaskChanged;
import dev.waymark.template.TemplateChanged;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes an entry for every state change, in the transaction that makes it: both are there, or neither.
 * Thread-safe.
 */
@ApplicationScoped
class AuditTrail implements PanacheRepository<AuditEntry> {

    private static final String ENROLMENT = "enrolment";
    private static final String PROFILE = "profile";
    private static final String RULES = "rules";
    private static final String ENGINE = "engine";

    /** Where a transaction keeps what is to be written at its end. */
    private static final Object PENDING = new Object();

    private final Sql sql;
    private final ObjectMapper json;
    private final TransactionSynchronizationRegistry transactions;
    private final Clock clock;

    AuditTrail(Sql sql, ObjectMapper json, TransactionSynchronizationRegistry transactions, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** An entry as shown. */
    record AuditView(Instant at, String actor, String action, Map<String, Object> details) {}

    private record Change(String actor, String action, String subject, String subjectId) {}

    @Transactional
    List<AuditView> ofEnrolment(String id) {
        return list("subject = ?1 and subjectId = ?2 order by id", ENROLMENT, id).stream()
                .map(entry -> new AuditView(entry.at, entry.actor, entry.action, entry.details))
                .toList();
    }

    void on(@Observes EnrolmentsChanged changed) {
        changed.changes().forEach(this::add);
    }

    private void add(EnrolmentsChanged.Change change) {
        var details = change.outcome() == null
                ? Map.<String, Object>of("journey", change.journey())
                : Map.<String, Object>of("journey", change.journey(), "outcome", change.outcome());
        var action = "enrolment-" + change.status().name().toLowerCase(Locale.ROOT);
        add(new Change(change.actor(), action, ENROLMENT, change.enrolment().toString()), details);
    }

    void on(@Observes EnrolmentMoved moved) {
        var action = moved.why().isEmpty() ? "enrolment-moved" : "enrolment-stayed";
        var details = Map.<String, Object>of("from", moved.fromVersion(), "to", moved.toVersion(), "why", moved.why());
        add(new Change(moved.actor(), action, ENROLMENT, moved.enrolment().toString()), details);
    }

    void on(@Observes StepDecided decided) {
        add(
                new Change(
                        ENGINE, "step-decided", ENROLMENT, decided.enrolment().toString()),
                Map.of("step", decided.elementId(), "decision", decided.word(), "why", decided.detail()));
    }

    void on(@Observes TaskChanged changed) {
        var details = Map.<String, Object>of("task", changed.task().toString(), "detail", changed.detail());
        add(
                new Change(
                        changed.actor(),
                        "task-" + changed.done(),
                        ENROLMENT,
                        changed.enrolment().toString()),
                details);
    }

    void on(@Observes IncidentRetried retried) {
        add(
                new Change(
                        retried.actor(),
                        "incident-retried",
                        ENROLMENT,
                        retried.enrolment().toString()),
                Map.of("step", retried.elementId(), "incident", retried.incident()));
    }

    void on(@Observes MessageSettled message) {
        var details = message.reason() == null
                ? Map.<String, Object>of("message", message.message().toString())
                : Map.<String, Object>of("message", message.message().toString(), "reason", message.reason());
        var action = "message-" + message.status().name().toLowerCase(Locale.ROOT);
        add(new Change(ENGINE, action, ENROLMENT, message.enrolment().toString()), details);
    }

    void on(@Observes ConversionRecorded conversion) {
        add(
                new Change(
                        ENGINE,
                        "conversion-recorded",
                        ENROLMENT,
                        conversion.enrolment().toString()),
                Map.of("goal", conversion.goal(), "event", conversion.eventSeq()));
    }

    void on(@Observes MembershipsChanged changed) {
        changed.changes().forEach(this::add);
    }

    private void add(MembershipsChanged.Change change) {
        var action = change.entered() ? "segment-entered" : "segment-left";
        add(
                new Change(RULES, action, PROFILE, change.profile().toString()),
                Map.of("segment", change.segment(), "membership", change.membership()));
    }

    void on(@Observes ProfilesMerged merged) {
        add(
                new Change(
                        "identity", "profiles-merged", PROFILE, merged.winner().toString()),
                Map.of("merged", merged.loser().toString()));
    }

    void on(@Observes ProfileErased erased) {
        add(
                new Change("api", "profile-erased", PROFILE, erased.profile().toString()),
                Map.of(
                        "profiles",
                        erased.all().stream().map(ProfileId::toString).toList()));
    }

    void on(@Observes AudienceChanged change) {
        var action = change.joined() ? "audience-joined" : "audience-left";
        add(
                new Change(ENGINE, action, PROFILE, change.profile().toString()),
                Map.of("audience", change.audience(), "network", change.network(), "why", change.why()));
    }

    void on(@Observes SuppressionChanged change) {
        var action = change.suppressed() ? "suppressed" : "suppression-lifted";
        add(new Change(change.actor(), action, PROFILE, change.profile().toString()), Map.of());
    }

    void on(@Observes AddressStopped change) {
        var action = change.word().stopped() ? "address-suppressed" : "address-suppression-lifted";
        add(
                new Change(change.actor(), action, PROFILE, change.profile().toString()),
                Map.of(
                        "channel",
                        change.word().channel(),
                        "reach",
                        change.word().reach().name(),
                        "reason",
                        change.word().reason()));
    }

    void on(@Observes ConsentRecorded consent) {
        var action = consent.given() ? "consent-given" : "consent-withdrawn";
        add(
                new Change(consent.actor(), action, "profile", consent.profile().toString()),
                Map.of(
                        "record", consent.record().toString(),
                        "topic", consent.topic(),
                        "channel", consent.channel().key()));
    }

    void on(@Observes RuleSetActivated activated) {
        add(
                new Change(activated.actor(), "rule-set-activated", "rule-set", activated.version()),
                Map.of("segments", activated.segments(), "release", activated.release()));
    }

    void on(@Observes RuleReleaseChanged changed) {
        var action = "rule-release-" + changed.done();
        add(
                new Change(changed.actor(), action, "rule-release", Integer.toString(changed.release())),
                changed.details());
    }

    void on(@Observes JourneyChanged changed) {
        add(new Change(changed.actor(), "journey-" + changed.done(), "journey", changed.journey()), changed.details());
    }

    void on(@Observes TemplateChanged changed) {
        add(
                new Change(changed.actor(), "template-" + changed.done(), "template", changed.template()),
                changed.details());
    }

    void on(@Observes TimeMoved moved) {
        add(
                new Change("api", "time-moved", "clock", "sandbox"),
                Map.of("by", moved.by().toString(), "offset", moved.offset().toString()));
    }

    /** Written together before the transaction ends: a statement for each would be most of some transactions' work. */
    private void add(Change change, Map<String, Object> details) {
        pending().add(new Entry(clock.instant(), change, write(details)));
    }

    @SuppressWarnings("unchecked")
    private List<Entry> pending() {
        var pending = (List<Entry>) transactions.getResource(PENDING);
        if (pending == null) {
            pending = new ArrayList<>();
            transactions.putResource(PENDING, pending);
            transactions.registerInterposedSynchronization(new BeforeCommit(pending));
        }
        return pending;
    }

    private void write(List<Entry> entries) {
        sql.update(
                """
                insert into audit_entry (id, at, actor, action, subject, subject_id, details)
                select nextval('audit_entry_seq'), at, actor, action, subject, subject_id, cast(details as jsonb)
                from unnest(?, ?, ?, ?, ?, ?) as told (at, actor, action, subject, subject_id, details)
                """,
                column("timestamptz", entries, Entry::at),
                column("text", entries, entry -> entry.change().actor()),
                column("text", entries, entry -> entry.change().action()),
                column("text", entries, entry -> entry.change().subject()),
                column("text", entries, entry -> entry.change().subjectId()),
                column("text", entries, Entry::details));
    }

    private String write(Map<String, Object> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Details are texts, numbers and lists of them", impossible);
        }
    }

    private record Entry(Instant at, Change change, String details) {}

    private final class BeforeCommit implements Synchronization {

        private final List<Entry> entries;

        BeforeCommit(List<Entry> entries) {
            this.entries = entries;
        }

        @Override
        public void beforeCompletion() {
            // what is told from now on is another list's
            transactions.putResource(PENDING, null);
            write(entries);
        }

        @Override
        public void afterCompletion(int status) {}
    }
}
