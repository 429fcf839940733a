package dev.waymark.template;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Intent;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people ask of versions of templates: hand one in, publish, roll back, remove.
 *
 * <p>Thread-safe. Texts are checked outside the one short transaction that changes something; what is refused changes
 * nothing.
 */
@ApplicationScoped
class TemplateRequests {

    private final TemplateVersions versions;
    private final TemplateChecking checking;
    private final TemplateUses uses;
    private final LiveTemplates live;

    TemplateRequests(TemplateVersions versions, TemplateChecking checking, TemplateUses uses, LiveTemplates live) {
        this.versions = versions;
        this.checking = checking;
        this.uses = uses;
        this.live = live;
    }

    /** Checks files and keeps them as a version, sound or not; those that nobody should keep are refused. */
    Outcome<TemplateVersionView> handIn(String template, List<DefinitionFile> files, Intent intent) {
        var check = checking.check(template, files);
        if (check instanceof TemplateCheck.Refused(var findings, var isUnfit) && isUnfit) {
            return Outcome.refused(new Rejection(
                    REFUSED,
                    "template-unfit",
                    "Expected texts that only read parameters and are short enough to be checked, but these do more."
                            + " Nothing was kept: correct them and hand them in again.",
                    "/files",
                    findings));
        }
        return Outcome.done(QuarkusTransaction.requiringNew().call(() -> {
            versions.lock();
            return versions.add(template, files, check, intent).view();
        }));
    }

    /** A second person lets a version be sent. */
    Outcome<TemplateVersionView> publish(String template, int version, Intent intent) {
        return makeLive(template, version, TemplateAction.PUBLISH, intent);
    }

    /** A version that was live before is so again, whatever came after it. */
    Outcome<TemplateVersionView> rollBack(String template, int to, Intent intent) {
        return makeLive(template, to, TemplateAction.ROLL_BACK, intent);
    }

    private Outcome<TemplateVersionView> makeLive(String template, int version, TemplateAction action, Intent intent) {
        var check =
                versions.byNumber(template, version).map(stored -> checking.check(template, stored.definitionFiles()));
        var done = change(
                template,
                version,
                stored -> versions.refusal(stored, action)
                        .or(() -> check.flatMap(TemplateRequests::unsound))
                        .or(() -> action == TemplateAction.PUBLISH ? ownWork(stored, intent) : Optional.empty())
                        .or(() -> {
                            if (action == TemplateAction.PUBLISH) {
                                stored.approver = intent.actor().name();
                            }
                            versions.makeLive(stored, action, intent);
                            return Optional.empty();
                        }));
        live.refresh();
        return done;
    }

    /** Answers what it was; one that somebody may still get, or has got, stays. */
    Outcome<TemplateVersionView> remove(String template, int version, Intent intent) {
        var done = change(
                template,
                version,
                stored -> written(stored)
                        .or(() -> stored.status == TemplateStatus.LIVE ? needed(stored) : Optional.empty())
                        .or(() -> {
                            versions.remove(stored, intent);
                            return Optional.empty();
                        }));
        live.refresh();
        return done;
    }

    /** The folder's files become the live version, unless that is what the folder has said last. */
    void follow(String template, List<DefinitionFile> files, TemplateCheck check, Intent intent) {
        var hash = TemplateReader.hash(files);
        QuarkusTransaction.requiringNew().run(() -> {
            versions.lock();
            // another node may watch the same folder
            if (!hash.equals(versions.saidByFolder().get(template))) {
                var version = versions.add(template, files, check, intent);
                if (version.status != TemplateStatus.LIVE) {
                    versions.makeLive(version, TemplateAction.FOLLOW, intent);
                }
                versions.folderSays(template, hash);
            }
        });
    }

    private static Optional<Rejection> unsound(TemplateCheck check) {
        return check instanceof TemplateCheck.Refused refused
                ? Optional.of(new Rejection(
                        REFUSED,
                        "template-refused",
                        "Expected a template that is sound, but it is not any more: what it refers to, or what refers to"
                                + " it, has changed. Mend it and hand it in again.",
                        null,
                        refused.findings()))
                : Optional.empty();
    }

    private static Optional<Rejection> ownWork(TemplateVersion version, Intent intent) {
        return intent.actor().isSameAs(new Actor(version.author))
                ? Optional.of(Rejection.of(
                        REFUSED,
                        "approver-is-author",
                        "Expected a second person to publish, but the author of version %d asks. Let somebody else look at it."
                                .formatted(version.version)))
                : Optional.empty();
    }

    private Optional<Rejection> needed(TemplateVersion version) {
        return uses.of(version.template).stream()
                .findFirst()
                .map(use -> Rejection.of(
                        CONFLICT,
                        "template-in-use",
                        "Expected a template that no journey shows, but %s does. Change or archive that first."
                                .formatted(use.place())));
    }

    private Optional<Rejection> written(TemplateVersion version) {
        return uses.isWritten(version.template, version.hash)
                ? Optional.of(Rejection.of(
                        CONFLICT,
                        "template-version-written",
                        "Expected a version that no message was written with, but there are such messages. It is kept,"
                                + " so that it can be said what they read."))
                : Optional.empty();
    }

    /** In one transaction, alone; the change answers why it did nothing. */
    private Outcome<TemplateVersionView> change(
            String template, int version, Function<TemplateVersion, Optional<Rejection>> change) {
        return QuarkusTransaction.requiringNew().call(() -> {
            versions.lock();
            return versions.byNumber(template, version)
                    .map(stored -> change.apply(stored)
                            .<Outcome<TemplateVersionView>>map(Outcome::refused)
                            .orElseGet(() -> Outcome.done(stored.view())))
                    .orElseGet(() -> Outcome.refused(TemplateVersions.unknown()));
        });
    }
}
