package dev.waymark.template;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Ids;
import dev.waymark.support.Intent;
import dev.waymark.support.Rejection;
import dev.waymark.support.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stored versions of templates: the only place that changes one.
 *
 * <p>Thread-safe; joins the caller's transaction. Every action is checked against {@link TemplateStatus}'s table and
 * told as {@link TemplateChanged}. Who changes any takes {@link #lock()} first, so that one thing happens at a time.
 */
@ApplicationScoped
class TemplateVersions implements PanacheRepositoryBase<TemplateVersion, UUID> {

    private final Sql sql;
    private final Event<TemplateChanged> changed;
    private final Ids ids;
    private final Clock clock;

    TemplateVersions(Sql sql, Event<TemplateChanged> changed, Ids ids, Clock clock) {
        this.sql = sql;
        this.changed = changed;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which version of a template people get. */
    record Live(String template, int version, String hash) {}

    /** Keeps other writers out, on every node, until the transaction ends; readers go on. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lock() {
        sql.update("lock table template_version in share row exclusive mode");
    }

    /** Asked every second by every node, so no texts are read. */
    @Transactional
    List<Live> live() {
        return sql.query(
                "select template, version, hash from template_version where status = 'LIVE'",
                row -> new Live(row.getString(1), row.getInt(2), row.getString(3)));
    }

    /** What the folder or the package has said last of each template. */
    @Transactional
    Map<String, String> saidByFolder() {
        record Said(String key, String hash) {}
        return sql
                .query(
                        "select key, folder_hash from template where folder_hash is not null",
                        row -> new Said(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Said::key, Said::hash));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void folderSays(String template, String hash) {
        sql.update("update template set folder_hash = ? where key = ?", hash, template);
    }

    @Transactional
    Optional<TemplateVersion> byNumber(String template, int version) {
        return find("template = ?1 and version = ?2", template, version).firstResultOptional();
    }

    @Transactional
    Optional<TemplateVersion> byHash(String template, String hash) {
        return find("template = ?1 and hash = ?2", template, hash).firstResultOptional();
    }

    @Transactional
    Optional<TemplateVersion> current(String template) {
        return find("template = ?1 and status = ?2", template, TemplateStatus.LIVE)
                .firstResultOptional();
    }

    /** The newest first. */
    @Transactional
    List<TemplateVersion> of(String template) {
        return list("template = ?1 order by version desc", template);
    }

    /** The numbers of the newest, newest first, without their texts. */
    @Transactional
    List<StoredTemplates.Numbered> newest(String template, int most) {
        return sql.query(
                "select version, status from template_version where template = ? order by version desc limit ?",
                row -> new StoredTemplates.Numbered(row.getInt(1), TemplateStatus.valueOf(row.getString(2))),
                template,
                most);
    }

    /** Adds files with the answer of their check; the same files are the same version. The caller holds the lock. */
    TemplateVersion add(String template, List<DefinitionFile> files, TemplateCheck check, Intent intent) {
        var hash = TemplateReader.hash(files);
        var known = byHash(template, hash);
        known.filter(TemplateVersions::isOpen).ifPresent(version -> checked(version, check, intent));
        return known.orElseGet(() -> {
            var version = new TemplateVersion();
            version.id = ids.next();
            version.template = template;
            version.version = nextNumber(template);
            version.hash = hash;
            version.files = TemplateTexts.byPath(template, files);
            version.author = intent.actor().name();
            version.comment = intent.reason();
            version.createdAt = clock.instant();
            version.statusSince = version.createdAt;
            tell(version, "handed-in", intent);
            checked(version, check, intent);
            persist(version);
            return version;
        });
    }

    private static boolean isOpen(TemplateVersion version) {
        return version.status == TemplateStatus.DRAFT || version.status == TemplateStatus.CHECKED;
    }

    private void checked(TemplateVersion version, TemplateCheck check, Intent intent) {
        version.findings = check instanceof TemplateCheck.Refused refused ? refused.findings() : List.of();
        var action = version.findings.isEmpty() ? TemplateAction.PASS : TemplateAction.FAIL;
        if (version.status.after(action).isPresent()) {
            act(version, action, intent);
        }
    }

    private int nextNumber(String template) {
        return sql.query(
                        "insert into template (key, last_number) values (?, 1) on conflict (key)"
                                + " do update set last_number = template.last_number + 1 returning last_number",
                        row -> row.getInt(1),
                        template)
                .getFirst();
    }

    /** Why the action may not be done now. */
    Optional<Rejection> refusal(TemplateVersion version, TemplateAction action) {
        return version.status.after(action).isPresent()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        CONFLICT,
                        "template-version-not-ready",
                        "Expected a version that can be %s, but version %d is %s. Look at its status and findings first."
                                .formatted(action.done().replace('-', ' '), version.version, version.status),
                        null,
                        version.findings));
    }

    /** Makes a version the one that people get; the caller holds the lock and has asked for the refusal. */
    void makeLive(TemplateVersion version, TemplateAction action, Intent intent) {
        current(version.template).ifPresent(before -> {
            act(before, TemplateAction.REPLACE, intent);
            // the index allows one live version: the old one has to go first
            flush();
        });
        act(version, action, intent);
    }

    private void act(TemplateVersion version, TemplateAction action, Intent intent) {
        version.status = version.status.after(action).orElseThrow();
        version.statusSince = clock.instant();
        tell(version, action.done(), intent);
    }

    void remove(TemplateVersion version, Intent intent) {
        delete(version);
        tell(version, "removed", intent);
    }

    private void tell(TemplateVersion version, String done, Intent intent) {
        changed.fire(new TemplateChanged(
                version.template,
                done,
                intent.actor().name(),
                Map.of("version", version.version, "reason", intent.reason(), "hash", version.hash)));
    }

    static Rejection unknown() {
        return Rejection.of(UNKNOWN, "version-unknown", "Expected a version of this template, but there is none.");
    }
}
