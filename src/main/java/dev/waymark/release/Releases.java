package dev.waymark.release;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleFiles;
import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Intent;
import dev.waymark.support.Page;
import dev.waymark.support.Rejection;
import dev.waymark.support.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stored releases: the only place that changes one.
 *
 * <p>Thread-safe; joins the caller's transaction. Every step is checked against {@link ReleaseStatus}'s table and told
 * as {@link RuleReleaseChanged}. Who changes any takes {@link #lock()} first, so that one thing happens at a time.
 */
@ApplicationScoped
class Releases implements PanacheRepositoryBase<RuleRelease, Integer> {

    private static final int HASH_LENGTH = 12;

    private final Sql sql;
    private final Event<RuleReleaseChanged> changed;
    private final Clock clock;

    Releases(Sql sql, Event<RuleReleaseChanged> changed, Clock clock) {
        this.sql = sql;
        this.changed = changed;
        this.clock = clock;
    }

    /** What somebody hands in. */
    record Handed(
            List<DefinitionFile> files,
            Intent intent,
            @Nullable Integer basedOn) {}

    /** Keeps other writers out, on every node, until the transaction ends; readers go on. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lock() {
        sql.update("lock table rule_release in share row exclusive mode");
    }

    @Transactional
    Optional<RuleRelease> active() {
        return find("status", ReleaseStatus.ACTIVE).firstResultOptional();
    }

    /** Which release decides: asked every second by every node, so nothing else is read. */
    @Transactional
    Optional<Integer> activeNumber() {
        return sql.query("select number from rule_release where status = 'ACTIVE'", row -> row.getInt(1)).stream()
                .findFirst();
    }

    @Transactional
    Optional<RuleRelease> byNumber(int number) {
        return findByIdOptional(number);
    }

    /** The release that was made of the folder last. */
    @Transactional
    Optional<RuleRelease> lastOf(Actor author) {
        return find("author = ?1 order by number desc", author.name()).firstResultOptional();
    }

    /** All releases, newest first; {@code before} is the number of the last one of the page before. */
    @Transactional
    Page<ReleaseView> newest(@Nullable Integer before, int limit) {
        var found = find(
                        "(:before is null or number < :before) order by number desc", Parameters.with("before", before))
                .range(0, limit)
                .list();
        return Page.of(found.stream().map(RuleRelease::view).toList(), limit, last -> Integer.toString(last.number()));
    }

    /** Adds a release with the answer of its check; the caller holds the lock. */
    RuleRelease add(Handed handed, RuleCheck check) {
        var release = new RuleRelease();
        release.number = 1 + lastNumber();
        release.files = handed.files().stream().collect(Collectors.toMap(DefinitionFile::path, DefinitionFile::text));
        release.hash = hash(handed.files());
        release.author = handed.intent().actor().name();
        release.comment = handed.intent().reason();
        release.basedOn = handed.basedOn();
        release.createdAt = clock.instant();
        switch (check) {
            case RuleCheck.Accepted(var ruleSet) -> {
                release.ruleSet = ruleSet.version();
                step(release, ReleaseStep.PASS, handed.intent());
            }
            case RuleCheck.Refused(var findings) -> {
                release.findings = findings;
                step(release, ReleaseStep.REFUSE, handed.intent());
            }
        }
        persist(release);
        return release;
    }

    /** Why the step may not be done now. */
    Optional<Rejection> refusal(RuleRelease release, ReleaseStep step) {
        return release.status.after(step).isPresent() ? Optional.empty() : Optional.of(notNow(release, step));
    }

    /** Does a step that the table allows; the caller holds the lock. */
    void step(RuleRelease release, ReleaseStep step, Intent intent) {
        var from = release.status;
        release.status = from.after(step).orElseThrow();
        changed.fire(new RuleReleaseChanged(
                release.number,
                step.done(),
                intent.actor().name(),
                Map.of(
                        "from", from.name(),
                        "to", release.status.name(),
                        "reason", intent.reason(),
                        "hash", release.hash)));
    }

    static Rejection unknown() {
        return Rejection.of(
                UNKNOWN, "release-unknown", "Expected the number of a rule release, but there is none by it.");
    }

    private static Rejection notNow(RuleRelease release, ReleaseStep step) {
        return Rejection.of(
                CONFLICT,
                "release-not-ready",
                "Expected a release that can be %s, but release %d is %s. Look at its status first."
                        .formatted(step.done().replace('-', ' '), release.number, release.status));
    }

    private int lastNumber() {
        return find("order by number desc")
                .firstResultOptional()
                .map(last -> last.number)
                .orElse(0);
    }

    /** The same files have the same one. */
    static String hash(List<DefinitionFile> files) {
        return RuleFiles.hash(files).substring(0, HASH_LENGTH);
    }
}
