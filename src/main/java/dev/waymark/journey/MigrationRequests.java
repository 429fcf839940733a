package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.journey.MigrationBatches.Wanted;
import dev.waymark.support.Actor;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people ask of migrations: a preview, or to move people. Thread-safe; what is refused changes nothing. */
@ApplicationScoped
class MigrationRequests {

    private final JourneyVersions versions;
    private final Crossings crossings;
    private final MigrationPreviews previews;
    private final MigrationBatches batches;
    private final Event<JourneyChanged> changed;

    MigrationRequests(
            JourneyVersions versions,
            Crossings crossings,
            MigrationPreviews previews,
            MigrationBatches batches,
            Event<JourneyChanged> changed) {
        this.versions = versions;
        this.crossings = crossings;
        this.previews = previews;
        this.batches = batches;
        this.changed = changed;
    }

    /** From which version to which, and how. */
    record Question(String journey, int from, int to, Map<String, String> mapping) {}

    @Transactional
    Outcome<MigrationPreview> preview(Question question) {
        return crossing(question).then(crossing -> Outcome.done(previews.of(crossing)));
    }

    /** Takes the request; people are moved in the background, into the version that people enter now. */
    @Transactional
    Outcome<UUID> migrate(Question question, @Nullable List<UUID> enrolments, String idempotencyKey, Actor actor) {
        return crossing(question)
                .then(crossing -> target(question)
                        // a repeated request is answered as before, whatever has been published since
                        .filter(rejection -> !batches.isKnown(idempotencyKey))
                        .<Outcome<VersionCrossing>>map(Outcome::refused)
                        .orElseGet(() -> Outcome.done(crossing)))
                .then(crossing -> batches.accept(
                        idempotencyKey,
                        new Wanted(
                                question.journey(),
                                crossing.from().versionId(),
                                crossing.to().versionId(),
                                question.mapping(),
                                enrolments),
                        actor))
                .then(accepted -> {
                    if (accepted.isNew()) {
                        tell(question, accepted.id(), actor);
                    }
                    return Outcome.done(accepted.id());
                });
    }

    private void tell(Question question, UUID batch, Actor actor) {
        changed.fire(new JourneyChanged(
                question.journey(),
                "migration-asked",
                actor.name(),
                Map.of(
                        "migration", batch.toString(),
                        "from", question.from(),
                        "to", question.to(),
                        "mapping", question.mapping())));
    }

    private Outcome<VersionCrossing> crossing(Question question) {
        var from = sound(question.journey(), question.from());
        var to = sound(question.journey(), question.to());
        if (from.isEmpty() || to.isEmpty()) {
            return Outcome.refused(JourneyVersions.unknown());
        }
        if (question.from() == question.to()) {
            return Outcome.refused(Rejection.at(
                    "from", REFUSED, "same-version", "Expected two versions, but from and to are the same one."));
        }
        var crossing = crossings.between(from.get().id, to.get().id, question.mapping());
        return unsound(crossing)
                .<Outcome<VersionCrossing>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(crossing));
    }

    private Optional<JourneyVersion> sound(String journey, int version) {
        return versions.byNumber(journey, version).filter(stored -> stored.model != null);
    }

    /** What is mapped has to be there, and of one kind. */
    private static Optional<Rejection> unsound(VersionCrossing crossing) {
        return crossing.mapping().keySet().stream()
                .sorted()
                .flatMap(elementId -> crossing.refusalAt(elementId).stream())
                .map(sentence -> Rejection.at("map", REFUSED, "map-unsound", sentence))
                .findFirst();
    }

    private Optional<Rejection> target(Question question) {
        return versions.byNumber(question.journey(), question.to())
                .filter(stored -> !stored.status.isCurrent())
                .map(stored -> Rejection.of(
                        CONFLICT,
                        "journey-version-not-ready",
                        "Expected the version that people enter now, but version %d is %s. Publish it first."
                                .formatted(stored.version, stored.status)));
    }
}
