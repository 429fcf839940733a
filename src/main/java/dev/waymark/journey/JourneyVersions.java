package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.engine.Deployments;
import dev.waymark.journey.model.JourneyCheck;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Ids;
import dev.waymark.support.Intent;
import dev.waymark.support.Rejection;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Stored versions of journeys: the only place that changes one.
 *
 * <p>Thread-safe; joins the caller's transaction. Every action is checked against {@link JourneyStatus}'s table and told
 * as {@link JourneyChanged}. Who changes any takes {@link #lock()} first, so that one thing happens at a time.
 */
@ApplicationScoped
class JourneyVersions implements PanacheRepositoryBase<JourneyVersion, UUID> {

    private final ObjectMapper json;
    private final Deployments deployments;
    private final Event<JourneyChanged> changed;
    private final Ids ids;
    private final Clock clock;

    JourneyVersions(ObjectMapper json, Deployments deployments, Event<JourneyChanged> changed, Ids ids, Clock clock) {
        this.json = json;
        this.deployments = deployments;
        this.changed = changed;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps other writers out, on every node, until the transaction ends; readers go on. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lock() {
        getSession()
                .createNativeMutationQuery("lock table journey_version in share row exclusive mode")
                .executeUpdate();
    }

    /** Where a version stands, and since when. */
    record Standing(JourneyStatus status, Instant since) {}

    @Transactional
    Standing standing(UUID id) {
        return getSession()
                .createQuery("select v.status, v.statusSince from JourneyVersion v where v.id = :id", Standing.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    @Transactional
    Optional<JourneyVersion> byNumber(String journey, int version) {
        return find("journey = ?1 and version = ?2", journey, version).firstResultOptional();
    }

    @Transactional
    Optional<JourneyVersion> current(String journey) {
        return find("journey = ?1 and status in ?2", journey, List.of(JourneyStatus.PUBLISHED, JourneyStatus.PAUSED))
                .firstResultOptional();
    }

    @Transactional
    Optional<JourneyVersion> byHash(String journey, String hash) {
        return find("journey = ?1 and hash = ?2", journey, hash).firstResultOptional();
    }

    /** The newest first. */
    @Transactional
    List<JourneyVersion> of(String journey) {
        return list("journey = ?1 order by version desc", journey);
    }

    /** Those through which somebody may still run. */
    @Transactional
    List<JourneyVersion> live() {
        return list("status in ?1", List.of(JourneyStatus.PUBLISHED, JourneyStatus.PAUSED, JourneyStatus.DRAINING));
    }

    /** Adds a file with the answer of its check; the same bytes are the same version. The caller holds the lock. */
    JourneyVersion add(DefinitionFile file, JourneyCheck check, Intent intent) {
        var hash = deployments.keep(file.key() + ".bpmn", file.content());
        var known = byHash(file.key(), hash);
        known.filter(version -> !version.status.isLive()).ifPresent(version -> checked(version, check, intent));
        return known.orElseGet(() -> {
            var version = new JourneyVersion();
            version.id = ids.next();
            version.journey = file.key();
            version.version = (int) count("journey = ?1", file.key()) + 1;
            version.hash = hash;
            version.author = intent.actor().name();
            version.comment = intent.reason();
            version.createdAt = clock.instant();
            version.status = JourneyStatus.DRAFT;
            version.statusSince = version.createdAt;
            checked(version, check, intent);
            persist(version);
            return version;
        });
    }

    /** Keeps what a check says about a version that is not published. */
    void checked(JourneyVersion version, JourneyCheck check, Intent intent) {
        switch (check) {
            case JourneyCheck.Accepted(var model) -> {
                version.model = version.model == null ? write(model) : version.model;
                version.findings = List.of();
                perform(version, JourneyAction.PASS, intent);
            }
            case JourneyCheck.Refused(var findings) -> {
                version.findings = findings;
                perform(version, JourneyAction.FAIL, intent);
            }
        }
    }

    /** Does it if the table allows; else nothing has changed. */
    private void perform(JourneyVersion version, JourneyAction action, Intent intent) {
        if (version.status.after(action).isPresent()) {
            act(version, action, intent);
        }
    }

    /** Why the action may not be done now. */
    Optional<Rejection> refusal(JourneyVersion version, JourneyAction action) {
        return version.status.after(action).isPresent()
                ? Optional.empty()
                : Optional.of(Rejection.of(
                        CONFLICT,
                        "journey-version-not-ready",
                        "Expected a version that can be %s, but version %d is %s. Look at its status first."
                                .formatted(action.done().replace('-', ' '), version.version, version.status)));
    }

    /** Does what the table allows; the caller holds the lock. */
    void act(JourneyVersion version, JourneyAction action, Intent intent) {
        var from = version.status;
        version.status = from.after(action).orElseThrow();
        version.statusSince = clock.instant();
        changed.fire(new JourneyChanged(
                version.journey,
                action.done(),
                intent.actor().name(),
                Map.of(
                        "version", version.version,
                        "from", from.name(),
                        "to", version.status.name(),
                        "reason", intent.reason(),
                        "hash", version.hash)));
    }

    /** The file of a version, byte for byte. */
    DefinitionFile file(JourneyVersion version) {
        return new DefinitionFile(
                "bpmn/journeys/" + version.journey + ".bpmn",
                deployments.model(version.hash).orElseThrow());
    }

    JourneyModel model(JourneyVersion version) {
        try {
            return json.readValue(version.model, JourneyModel.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("Expected a stored journey model in today's form", foreign);
        }
    }

    private String write(JourneyModel model) {
        try {
            return json.writeValueAsString(model);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A journey model is plain records", impossible);
        }
    }

    static boolean isOwnWork(JourneyVersion version, Actor approver) {
        return approver.isSameAs(new Actor(version.author));
    }

    static Rejection unknown() {
        return Rejection.of(UNKNOWN, "version-unknown", "Expected a version of this journey, but there is none.");
    }
}
