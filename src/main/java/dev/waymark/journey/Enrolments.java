package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.journey.model.ReEntry;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stored enrolments: the only place that changes one, and the views everybody else gets.
 *
 * <p>Thread-safe; joins the caller's transaction. Every change is checked against {@link EnrolmentStatus}'s table
 * under the row's lock and told as {@link EnrolmentsChanged}.
 */
@ApplicationScoped
public class Enrolments implements PanacheRepositoryBase<Enrolment, UUID> {

    private final Journeys journeys;
    private final Profiles profiles;
    private final Resumptions resumptions;
    private final Event<EnrolmentsChanged> changed;
    private final Clock clock;

    Enrolments(
            Journeys journeys,
            Profiles profiles,
            Resumptions resumptions,
            Event<EnrolmentsChanged> changed,
            Clock clock) {
        this.journeys = journeys;
        this.resumptions = resumptions;
        this.profiles = profiles;
        this.changed = changed;
        this.clock = clock;
    }

    /** How many enrolments of one version stand in one state with one outcome. */
    public record StatusCount(
            EnrolmentStatus status, @Nullable String outcome, long count) {}

    @Transactional
    public Optional<EnrolmentView> find(EnrolmentId id) {
        return findByIdOptional(id.value()).map(this::view);
    }

    /**
     * A journey's enrolments, newest first.
     *
     * @param before id of the last enrolment of the page before, or null
     */
    @Transactional
    public Page<EnrolmentView> newest(@Nullable String journey, @Nullable UUID before, int limit) {
        var found = find(
                        "(:journey is null or journey = :journey) and (:before is null or id < :before) order by id desc",
                        Parameters.with("journey", journey).and("before", before))
                .range(0, limit)
                .list();
        return Page.of(
                found.stream().map(this::view).toList(),
                limit,
                last -> last.id().toString());
    }

    /** How many enrolments of one journey stand in one state. */
    public record JourneyCount(String journey, EnrolmentStatus status, long count) {}

    /** Of all journeys at once. */
    @Transactional
    public List<JourneyCount> counts() {
        return getSession()
                .createQuery(
                        "select e.journey, e.status, count(*) from Enrolment e group by e.journey, e.status",
                        JourneyCount.class)
                .getResultList();
    }

    @Transactional
    public List<StatusCount> counts(String journey) {
        return getSession()
                .createQuery(
                        "select e.status, e.outcome, count(*) from Enrolment e where e.journey = :journey"
                                + " group by e.status, e.outcome order by e.status, e.outcome",
                        StatusCount.class)
                .setParameter("journey", journey)
                .getResultList();
    }

    /** Process instances that act for a journey now. */
    @Transactional
    public List<Long> runningInstances(String journey) {
        return getSession()
                .createQuery(
                        "select e.instance from Enrolment e where e.journey = :journey and e.status = :running"
                                + " and e.instance is not null",
                        Long.class)
                .setParameter("journey", journey)
                .setParameter("running", EnrolmentStatus.RUNNING)
                .getResultList();
    }

    /** Process instances that have acted for an enrolment, the oldest first, the one that acts now last. */
    @Transactional
    public List<Long> instances(EnrolmentView enrolment) {
        return Stream.concat(
                        resumptions.endedInstances(enrolment.id()).stream(), Stream.ofNullable(enrolment.instance()))
                .distinct()
                .toList();
    }

    /** How many run through this version now. */
    @Transactional
    long countActive(UUID versionId) {
        return count("versionId = ?1 and status in ?2", versionId, EnrolmentStatus.active());
    }

    Optional<Enrolment> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Several at once, in the one order in which everybody locks several rows. */
    List<Enrolment> lockedInOrder(Collection<UUID> ids) {
        return find("id in ?1 order by id", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /**
     * Begins those enrolments that are starting and have no process instance yet with the ones given, in the one order
     * in which everybody locks several rows; answers which. In one statement, because a wave begins them by thousands;
     * nobody is waited for who has one of them in hand.
     */
    Set<EnrolmentId> begin(Map<EnrolmentId, Long> instances, String actor) {
        var pairs = List.copyOf(instances.entrySet());
        var begun = getSession()
                .createNativeQuery("""
                        with mine as (
                            select e.id, c.instance
                            from unnest(cast(string_to_array(:ids, ',') as uuid[]),
                                        cast(string_to_array(:instances, ',') as bigint[])) as c (id, instance)
                            join enrolment e on e.id = c.id
                            where e.status = 'STARTING' and e.instance is null and not e.moving
                            order by e.id for no key update of e skip locked)
                        update enrolment e set instance = mine.instance, status = 'RUNNING' from mine
                        where e.id = mine.id returning e.id, e.profile_id, e.journey
                        """, Tuple.class)
                .setParameter("ids", joined(pairs, Map.Entry::getKey))
                .setParameter("instances", joined(pairs, Map.Entry::getValue))
                .getResultList();
        var changes = begun.stream()
                .map(row -> new EnrolmentsChanged.Change(
                        new EnrolmentId(row.get(0, UUID.class)),
                        new ProfileId(row.get(1, UUID.class)),
                        row.get(2, String.class),
                        EnrolmentStatus.RUNNING,
                        null,
                        actor))
                .toList();
        fire(changes);
        return changes.stream().map(EnrolmentsChanged.Change::enrolment).collect(Collectors.toSet());
    }

    /** Reads again what {@link #begin} has changed behind the persistence context. */
    void refresh(Enrolment enrolment) {
        getSession().refresh(enrolment);
    }

    private static <T> String joined(List<T> all, Function<T, Object> value) {
        return all.stream().map(one -> value.apply(one).toString()).collect(Collectors.joining(","));
    }

    /** What these profiles are or were in, locked in the order in which everybody locks several rows. */
    List<Enrolment> ofInOrder(Collection<UUID> profiles) {
        return find("profileId in ?1 order by id", profiles)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** What these profiles are in now, locked in the order in which everybody locks several rows. */
    List<Enrolment> activeInOrder(Collection<UUID> profiles) {
        return find("profileId in ?1 and status in ?2 order by id", profiles, EnrolmentStatus.active())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** What they are in by one of these versions: not locked. */
    List<UUID> activeIds(Collection<UUID> profiles, Collection<UUID> versions) {
        return getSession()
                .createQuery(
                        "select e.id from Enrolment e where e.profileId in :profiles and e.versionId in :versions"
                                + " and e.status in :active",
                        UUID.class)
                .setParameter("profiles", profiles)
                .setParameter("versions", versions)
                .setParameter("active", EnrolmentStatus.active())
                .getResultList();
    }

    /** Locks them in the order in which everybody locks several rows. */
    void lockInOrder(Collection<UUID> ids) {
        find("id in ?1 order by id", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Whether people enter the journey for each cause anew, also while they are in it. */
    boolean isForEachCause(Enrolment enrolment) {
        return journeys.version(enrolment.versionId).model().entry().reEntry() == ReEntry.EVERY_TIME;
    }

    /** The key of the goal an enrolment is for. */
    String goalOf(Enrolment enrolment) {
        return journeys.version(enrolment.versionId).model().goal();
    }

    /** The enrolments for which these process instances act, by instance. */
    Map<Long, UUID> idsByInstance(Collection<Long> instances) {
        return getSession()
                .createQuery("select e.instance, e.id from Enrolment e where e.instance in :instances", Object[].class)
                .setParameter("instances", instances)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (UUID) row[1]));
    }

    /** The process instance that acts for each of these enrolments, empty where none does yet. */
    Map<UUID, Optional<Long>> instancesOf(Collection<UUID> ids) {
        return getSession()
                .createQuery("select e.id, e.instance from Enrolment e where e.id in :ids", Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> Optional.ofNullable((Long) row[1])));
    }

    /** Those of these enrolments for which no instance acts because they are moved to another version. */
    Set<UUID> betweenVersions(Collection<UUID> ids) {
        return getSession()
                .createQuery(
                        "select e.id from Enrolment e where e.id in :ids and e.moving and e.instance is null"
                                + " and e.status in :active",
                        UUID.class)
                .setParameter("ids", ids)
                .setParameter("active", EnrolmentStatus.active())
                .getResultStream()
                .collect(Collectors.toSet());
    }

    /**
     * Takes the locks of the people enrolled: first, as everybody does who goes on to their waits. Enrolments are
     * loaded only afterwards, because a lock does not refresh what is loaded already.
     */
    void lockProfilesOf(Collection<UUID> ids) {
        var people = profilesOf(ids);
        profiles.lock(people);
        var now = profilesOf(ids);
        if (!people.containsAll(now)) {
            // joined to somebody else while we waited for the lock
            lockProfilesOf(ids);
        }
    }

    private List<ProfileId> profilesOf(Collection<UUID> ids) {
        return getSession()
                .createQuery("select e.profileId from Enrolment e where e.id in :ids", UUID.class)
                .setParameter("ids", ids)
                .getResultStream()
                .map(ProfileId::new)
                .toList();
    }

    /** What a locked enrolment is to become. */
    record Next(
            Enrolment enrolment,
            EnrolmentStatus status,
            @Nullable String outcome) {}

    /** Changes the state of a locked enrolment, if the table allows it. */
    boolean become(Enrolment enrolment, EnrolmentStatus next, @Nullable String outcome, String actor) {
        return !become(List.of(new Next(enrolment, next, outcome)), actor).isEmpty();
    }

    /** Of each of these, in its order; answers those that have changed. */
    List<Enrolment> become(List<Next> all, String actor) {
        var now = clock.instant();
        var become = all.stream()
                .filter(one -> become(one, now))
                .map(Next::enrolment)
                .toList();
        tell(become, enrolment -> actor);
        return become;
    }

    private static boolean become(Next next, Instant now) {
        var enrolment = next.enrolment();
        if (!enrolment.status.mayBecome(next.status())) {
            return false;
        }
        enrolment.status = next.status();
        enrolment.outcome = next.outcome();
        if (!next.status().isActive()) {
            enrolment.endedAt = now;
        }
        return true;
    }

    void tell(List<Enrolment> enrolments, Function<Enrolment, String> actor) {
        fire(enrolments.stream()
                .map(enrolment -> new EnrolmentsChanged.Change(
                        new EnrolmentId(enrolment.id),
                        new ProfileId(enrolment.profileId),
                        enrolment.journey,
                        enrolment.status,
                        enrolment.outcome,
                        actor.apply(enrolment)))
                .toList());
    }

    private void fire(List<EnrolmentsChanged.Change> changes) {
        if (!changes.isEmpty()) {
            changed.fire(new EnrolmentsChanged(changes));
        }
    }

    EnrolmentView view(Enrolment one) {
        var userId = profiles.find(new ProfileId(one.profileId))
                .map(ProfileView::userId)
                .orElse(null);
        return new EnrolmentView(
                one.id,
                one.journey,
                journeys.version(one.versionId).version(),
                one.profileId,
                userId,
                one.status,
                one.outcome,
                one.enteredBy,
                one.membershipId,
                one.instance,
                one.enrolledAt,
                one.endedAt);
    }
}
