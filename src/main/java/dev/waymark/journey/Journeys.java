package dev.waymark.journey;

import dev.waymark.engine.Deployments;
import dev.waymark.journey.model.JourneyModel;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The journeys that are live, as this node knows them. New enrolments get the current version; running ones keep
 * theirs.
 *
 * <p>Thread-safe; joins the caller's transaction. Models are immutable and kept by version; what stands where is read
 * again by {@link #refresh}.
 */
@ApplicationScoped
public class Journeys {

    private final JourneyVersions versions;
    private final Deployments deployments;

    private volatile Map<String, PublishedJourney> current = Map.of();
    private final Map<UUID, PublishedJourney> byVersion = new ConcurrentHashMap<>();

    Journeys(JourneyVersions versions, Deployments deployments) {
        this.versions = versions;
        this.deployments = deployments;
    }

    /** The version that people enter. */
    public Optional<PublishedJourney> current(String journey) {
        return Optional.ofNullable(current.get(journey));
    }

    /** Whether there is a version of it, wherever that stands. */
    @Transactional
    boolean isKnown(String journey) {
        return versions.count("journey", journey) > 0;
    }

    /** Every journey that people enter, by key. */
    public Collection<PublishedJourney> current() {
        return current.values().stream()
                .sorted(Comparator.comparing(PublishedJourney::key))
                .toList();
    }

    /** Those that people enter by an event of this name. */
    List<PublishedJourney> enteredBy(String event) {
        return current.values().stream()
                .filter(journey -> journey.model().entry().event() != null
                        && journey.model().entry().event().event().equals(event))
                .sorted(Comparator.comparing(PublishedJourney::key))
                .toList();
    }

    /** Versions that people leave when they enter, or leave, a segment. */
    Set<UUID> leftBy(String segment, boolean entered) {
        return byVersion.values().stream()
                .filter(version -> {
                    var exits = version.model().exits();
                    return (entered ? exits.entering() : exits.leaving()).contains(segment);
                })
                .map(PublishedJourney::versionId)
                .collect(Collectors.toSet());
    }

    /** The version an enrolment is pinned to; where it stood when this node looked last. */
    public PublishedJourney version(UUID versionId) {
        // asked for every step, and known but for the first time
        return byVersion.computeIfAbsent(
                versionId,
                id -> QuarkusTransaction.joiningExisting()
                        .call(() -> published(versions.findByIdOptional(id).orElseThrow())));
    }

    /** The model an enrolment runs through. */
    @Transactional
    public JourneyModel model(EnrolmentView enrolment) {
        return versions.byNumber(enrolment.journey(), enrolment.version())
                .map(stored -> version(stored.id).model())
                .orElseThrow();
    }

    /** The BPMN of one version, byte for byte as it was handed in. */
    @Transactional
    public Optional<byte[]> bpmn(String journey, int version) {
        return versions.byNumber(journey, version).flatMap(stored -> deployments.model(stored.hash));
    }

    /** Brings this node to what the database says; answers false: there is no more to do. */
    @Transactional
    synchronized boolean refresh() {
        var live = versions.live();
        var known = Set.copyOf(byVersion.keySet());
        for (var stored : live) {
            var before = byVersion.get(stored.id);
            if (before == null || before.status() != stored.status) {
                byVersion.put(stored.id, published(stored));
            }
            if (before == null) {
                deployments.want(stored.hash);
            }
        }
        known.stream()
                .filter(id -> live.stream().noneMatch(stored -> stored.id.equals(id)))
                .forEach(byVersion::remove);
        current = live.stream()
                .filter(stored -> stored.status.isCurrent())
                .map(stored -> byVersion.get(stored.id))
                .collect(Collectors.toMap(PublishedJourney::key, Function.identity()));
        return false;
    }

    private PublishedJourney published(JourneyVersion stored) {
        return new PublishedJourney(
                stored.id, stored.version, stored.hash, stored.status, stored.statusSince, versions.model(stored));
    }
}
