package dev.waymark.journey;

import dev.waymark.engine.Deployments;
import dev.waymark.journey.model.Places;
import dev.waymark.journey.model.ResumingEdition;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the files of versions between which people are moved, and has the editions deployed by which they go on.
 * Thread-safe; files are immutable, so what was read is kept.
 */
@ApplicationScoped
class Crossings {

    private final JourneyVersions versions;
    private final Deployments deployments;
    private final Map<UUID, VersionCrossing.Side> sides = new ConcurrentHashMap<>();
    private final Map<UUID, String> editions = new ConcurrentHashMap<>();

    Crossings(JourneyVersions versions, Deployments deployments) {
        this.versions = versions;
        this.deployments = deployments;
    }

    @Transactional
    VersionCrossing between(UUID from, UUID to, Map<String, String> mapping) {
        return new VersionCrossing(side(from), side(to), mapping);
    }

    @Transactional
    VersionCrossing.Side side(UUID versionId) {
        return sides.computeIfAbsent(versionId, id -> {
            var stored = versions.findById(id);
            return new VersionCrossing.Side(
                    id, stored.version, versions.model(stored), Places.of(versions.file(stored)));
        });
    }

    /** Whether people may still run through a version. */
    @Transactional
    boolean isLive(UUID versionId) {
        return versions.findById(versionId).status.isLive();
    }

    /** The hash of the edition of a version by which people go on; it is deployed when the engine is there. */
    String edition(UUID versionId) {
        return editions.computeIfAbsent(versionId, id -> {
            // kept whatever becomes of the caller's transaction: what is asked for and remembered has to be there
            var hash = QuarkusTransaction.requiringNew().call(() -> keep(versions.findById(id)));
            deployments.want(hash);
            return hash;
        });
    }

    private String keep(JourneyVersion version) {
        return deployments.keep(version.journey + ".bpmn", ResumingEdition.of(versions.file(version)));
    }

    /** The engine's key of an edition, once it is deployed. */
    @Transactional
    Optional<Long> definitionKey(String hash) {
        return deployments.definitionKey(hash);
    }
}
