package dev.waymark.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.engine.Deployments;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Ids;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The journeys and their versions. New enrolments get the current version; running ones keep theirs.
 *
 * <p>Thread-safe; joins the caller's transaction. Models are immutable and kept by version.
 */
@ApplicationScoped
public class Journeys implements PanacheRepositoryBase<JourneyVersion, UUID> {

    private final ObjectMapper json;
    private final Deployments deployments;
    private final Event<JourneyPublished> published;
    private final Ids ids;
    private final Clock clock;

    private final Map<String, PublishedJourney> current = new ConcurrentHashMap<>();
    private final Map<UUID, PublishedJourney> byVersion = new ConcurrentHashMap<>();

    Journeys(ObjectMapper json, Deployments deployments, Event<JourneyPublished> published, Ids ids, Clock clock) {
        this.json = json;
        this.deployments = deployments;
        this.published = published;
        this.ids = ids;
        this.clock = clock;
    }

    /** The version that takes new enrolments. */
    public Optional<PublishedJourney> current(String journey) {
        return Optional.ofNullable(current.get(journey));
    }

    /** Every journey that takes new enrolments, by key. */
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

    /** The version an enrolment is pinned to. */
    @Transactional
    public PublishedJourney version(UUID versionId) {
        return byVersion.computeIfAbsent(
                versionId, id -> published(findByIdOptional(id).orElseThrow()));
    }

    /** The model an enrolment runs through. */
    @Transactional
    public JourneyModel model(EnrolmentView enrolment) {
        return find("journey = ?1 and version = ?2", enrolment.journey(), enrolment.version())
                .firstResultOptional()
                .map(stored -> version(stored.id).model())
                .orElseThrow();
    }

    /** The BPMN of one version, byte for byte as published. */
    @Transactional
    public Optional<byte[]> bpmn(String journey, int version) {
        return find("journey = ?1 and version = ?2", journey, version)
                .firstResultOptional()
                .flatMap(stored -> deployments.model(stored.hash));
    }

    /** Knows every version that somebody may still run through. */
    @Transactional
    void loadAll() {
        listAll().forEach(stored -> byVersion.put(stored.id, published(stored)));
    }

    /** Makes a checked file the current version; the same bytes are the same version. */
    @Transactional
    PublishedJourney publish(DefinitionFile file, JourneyModel model) {
        var hash = deployments.want(model.key() + ".bpmn", file.content());
        var stored = find("journey = ?1 and hash = ?2", model.key(), hash)
                .firstResultOptional()
                .orElseGet(() -> store(model, hash));
        var journey = published(stored);
        byVersion.put(journey.versionId(), journey);
        current.put(journey.key(), journey);
        return journey;
    }

    /** The file was refused: the version that was published last goes on. */
    @Transactional
    Optional<PublishedJourney> keepLast(String journey) {
        var last = find("journey = ?1", Sort.descending("version"), journey)
                .firstResultOptional()
                .map(this::published);
        last.ifPresent(kept -> {
            deployments.model(kept.hash()).ifPresent(bpmn -> deployments.want(journey + ".bpmn", bpmn));
            current.put(journey, kept);
        });
        return last;
    }

    private JourneyVersion store(JourneyModel model, String hash) {
        var stored = new JourneyVersion();
        stored.id = ids.next();
        stored.journey = model.key();
        stored.version = (int) count("journey = ?1", model.key()) + 1;
        stored.hash = hash;
        stored.model = write(model);
        stored.createdAt = clock.instant();
        persist(stored);
        published.fire(new JourneyPublished(model.key(), stored.version, hash));
        return stored;
    }

    private PublishedJourney published(JourneyVersion stored) {
        return new PublishedJourney(stored.id, stored.version, stored.hash, read(stored.model));
    }

    private String write(JourneyModel model) {
        try {
            return json.writeValueAsString(model);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A journey model is plain records", impossible);
        }
    }

    private JourneyModel read(String model) {
        try {
            return json.readValue(model, JourneyModel.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("Expected a stored journey model in today's form", foreign);
        }
    }
}
