package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.journey.model.JourneyCheck;
import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Intent;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people ask of versions of journeys: hand one in, approve, publish, pause, and so on.
 *
 * <p>Thread-safe. Files are checked outside the one short transaction that changes something; what is refused changes
 * nothing.
 */
@ApplicationScoped
class JourneyRequests {

    private final JourneyVersions versions;
    private final JourneyChecking checking;
    private final Journeys journeys;
    private final Enrolments enrolments;

    JourneyRequests(JourneyVersions versions, JourneyChecking checking, Journeys journeys, Enrolments enrolments) {
        this.versions = versions;
        this.checking = checking;
        this.journeys = journeys;
        this.enrolments = enrolments;
    }

    /** Checks a file and keeps it as a version, sound or not; the same bytes are the version that is there. */
    Outcome<JourneyVersionView> handIn(DefinitionFile file, Intent intent) {
        var check = checking.check(file);
        return Outcome.done(QuarkusTransaction.requiringNew().call(() -> {
            versions.lock();
            return view(versions.add(file, check, intent));
        }));
    }

    /** What can be done now depends on the table, on what the file refers to, and for an approval on who asks. */
    Outcome<JourneyVersionView> act(String journey, int version, JourneyAction action, Intent intent) {
        var check = action == JourneyAction.PUBLISH || action == JourneyAction.APPROVE
                ? versions.byNumber(journey, version).map(stored -> checking.check(versions.file(stored)))
                : Optional.<JourneyCheck>empty();
        var done = change(
                journey,
                version,
                stored -> versions.refusal(stored, action)
                        .or(() -> check.flatMap(JourneyRequests::unsound))
                        .or(() -> refusalOf(stored, action, intent))
                        .or(() -> {
                            perform(stored, action, intent);
                            return Optional.empty();
                        }));
        QuarkusTransaction.requiringNew().run(journeys::refresh);
        return done;
    }

    /** The folder's file becomes the current version; answers why not. */
    Optional<Rejection> follow(DefinitionFile file, JourneyCheck check, Intent intent) {
        return QuarkusTransaction.requiringNew().call(() -> {
            versions.lock();
            var version = versions.add(file, check, intent);
            if (version.status == JourneyStatus.PUBLISHED) {
                return Optional.<Rejection>empty();
            }
            var refused = versions.refusal(version, JourneyAction.FOLLOW).or(() -> pausedBefore(version));
            if (refused.isEmpty()) {
                makeWay(version, intent);
                if (intent.actor().isSameAs(new Actor(version.author))) {
                    version.comment = intent.reason();
                }
                versions.act(version, JourneyAction.FOLLOW, intent);
            }
            return refused;
        });
    }

    private void perform(JourneyVersion version, JourneyAction action, Intent intent) {
        if (action == JourneyAction.PUBLISH) {
            makeWay(version, intent);
        }
        if (action == JourneyAction.APPROVE) {
            version.approver = intent.actor().name();
        }
        versions.act(version, action, intent);
    }

    /** New starts use the new version, running enrolments finish on theirs. */
    private void makeWay(JourneyVersion version, Intent intent) {
        versions.current(version.journey).ifPresent(before -> {
            versions.act(before, JourneyAction.DRAIN, intent);
            // the index allows one current version: the old one has to go first
            versions.flush();
        });
    }

    private Optional<Rejection> refusalOf(JourneyVersion version, JourneyAction action, Intent intent) {
        return switch (action) {
            case APPROVE -> ownWork(version, intent);
            case PUBLISH -> pausedBefore(version);
            case ARCHIVE -> stillRunning(version);
            default -> Optional.empty();
        };
    }

    private static Optional<Rejection> unsound(JourneyCheck check) {
        return check instanceof JourneyCheck.Refused(var findings)
                ? Optional.of(new Rejection(
                        REFUSED,
                        "journey-refused",
                        "Expected a journey that is sound, but it is not any more: what it refers to has changed."
                                + " Mend it and hand it in again.",
                        null,
                        findings))
                : Optional.empty();
    }

    private static Optional<Rejection> ownWork(JourneyVersion version, Intent intent) {
        return JourneyVersions.isOwnWork(version, intent.actor())
                ? Optional.of(Rejection.of(
                        REFUSED,
                        "approver-is-author",
                        "Expected a second person to approve, but the author of version %d asks. Let somebody else look at it."
                                .formatted(version.version)))
                : Optional.empty();
    }

    private Optional<Rejection> pausedBefore(JourneyVersion version) {
        return versions.current(version.journey)
                .filter(before -> before.status == JourneyStatus.PAUSED)
                .map(before -> Rejection.of(
                        CONFLICT,
                        "journey-paused",
                        "Expected a journey that is not paused, but version %d is: its people wait. Resume, drain or stop it first."
                                .formatted(before.version)));
    }

    private Optional<Rejection> stillRunning(JourneyVersion version) {
        var running = enrolments.countActive(version.id);
        return running == 0
                ? Optional.empty()
                : Optional.of(Rejection.of(
                        CONFLICT,
                        "journey-still-runs",
                        "Expected a version that nobody runs through, but %d enrolments do. Wait for them, or stop it first."
                                .formatted(running)));
    }

    /** In one transaction, alone; the change answers why it did nothing. */
    private Outcome<JourneyVersionView> change(
            String journey, int version, Function<JourneyVersion, Optional<Rejection>> change) {
        return QuarkusTransaction.requiringNew().call(() -> {
            versions.lock();
            return versions.byNumber(journey, version)
                    .map(stored -> change.apply(stored)
                            .<Outcome<JourneyVersionView>>map(Outcome::refused)
                            .orElseGet(() -> Outcome.done(view(stored))))
                    .orElseGet(() -> Outcome.refused(JourneyVersions.unknown()));
        });
    }

    JourneyVersionView view(JourneyVersion version) {
        return new JourneyVersionView(
                version.journey,
                version.version,
                version.hash,
                version.status,
                version.statusSince,
                version.findings,
                version.author,
                version.comment,
                version.approver,
                version.createdAt,
                enrolments.countActive(version.id));
    }
}
