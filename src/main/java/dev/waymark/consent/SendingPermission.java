package dev.waymark.consent;

import dev.waymark.consent.SuppressedAddresses.Reach;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person may be written to about a topic on a road: a hard stop, what they have allowed or refused, and what
 * needs no asking. Thread-safe; joins the caller's transaction. Nothing here is cached.
 */
@ApplicationScoped
public class SendingPermission {

    private final Consents consents;
    private final Suppressions suppressions;
    private final Topics topics;
    private final PermissionReader permissions;
    private final Clock clock;

    SendingPermission(
            Consents consents, Suppressions suppressions, Topics topics, PermissionReader permissions, Clock clock) {
        this.consents = consents;
        this.suppressions = suppressions;
        this.topics = topics;
        this.permissions = permissions;
        this.clock = clock;
    }

    /** Why not, kebab-case; empty if so. */
    @Transactional
    public Optional<String> refusal(ProfileId profile, String topic, String channel) {
        return topics.find(topic)
                .map(about -> refusal(profile, about, channel, about.optOut()))
                .orElse(Optional.of("topic-gone"));
    }

    /**
     * The same of a message to one address, which may be dead whatever its topic is, or at which somebody has refused
     * all that can be refused: for whoever has that address, each until they allow the topic there themselves.
     */
    @Transactional
    public Optional<String> refusal(ProfileId profile, String topic, String channel, String address) {
        var stops = suppressions.stops(channel, address);
        if (stops.containsKey(Reach.EVERYTHING)) {
            return Optional.of("address-suppressed");
        }
        return refusal(profile, topic, channel)
                .or(() -> Optional.ofNullable(stops.get(Reach.REFUSABLE))
                        .filter(since ->
                                isLimited(topic) && !consents.isGivenSince(profile, topic, road(channel), since))
                        .map(since -> "address-refused"));
    }

    /**
     * The same of something that is shown to a person who has come to us, and who so need not have allowed it: why it is
     * not shown, kebab-case.
     *
     * @param topic null where none was named, so that only a hard stop counts
     */
    @Transactional
    public Optional<String> refusalToSee(ProfileId profile, @Nullable String topic, String channel) {
        if (topic == null) {
            return suppressed(profile);
        }
        return topics.find(topic)
                .map(about -> refusal(profile, about, channel, true))
                .orElse(Optional.of("topic-gone"));
    }

    /**
     * Who of many people may be written to about a topic on a road, each as they are when this is read. Whoever is about
     * to send asks for one, under the profile's lock.
     */
    @Transactional
    public Set<ProfileId> allowing(Collection<ProfileId> people, String topic, String channel) {
        return allowingAny(people, Set.of(new Road(topic, channel)));
    }

    /** What a message is about, and by which channel it goes. */
    public record Road(String topic, String channel) {}

    /** The same of whoever may be written to on one of several roads at least. */
    @Transactional
    public Set<ProfileId> allowingAny(Collection<ProfileId> people, Set<Road> roads) {
        var known = roads.stream()
                .filter(road -> topics.find(road.topic()).isPresent())
                .collect(Collectors.partitioningBy(road -> isLimited(road.topic())));
        if (!known.get(false).isEmpty()) {
            return Set.copyOf(people);
        }
        return known.get(true).isEmpty() ? Set.of() : unlessStopped(people, known.get(true));
    }

    private Set<ProfileId> unlessStopped(Collection<ProfileId> people, Collection<Road> roads) {
        var said = permissions.of(people, clock.instant());
        var stopped = suppressions.among(people);
        return people.stream()
                .filter(person -> !stopped.contains(person))
                .filter(person -> {
                    var theirs = said.getOrDefault(person, Permissions.NONE);
                    return roads.stream().anyMatch(road -> isAllowed(theirs, road));
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isAllowed(Permissions theirs, Road road) {
        var isOptOut = topics.find(road.topic()).orElseThrow().optOut();
        return isOptOut
                ? !theirs.isWithdrawn(road.topic(), road.channel())
                : theirs.isGiven(road.topic(), road.channel());
    }

    private Optional<String> refusal(ProfileId profile, Topics.Topic about, String channel, boolean unlessRefused) {
        if (about.transactional()) {
            return Optional.empty();
        }
        var road = road(channel);
        return suppressed(profile).or(() -> {
            var allowed = unlessRefused
                    ? !consents.isRefused(profile, about.key(), road)
                    : consents.allows(profile, about.key(), road);
            return allowed ? Optional.empty() : Optional.of("no-consent");
        });
    }

    private static ConsentChannel road(String channel) {
        return ConsentChannel.of(channel).orElse(ConsentChannel.ANY);
    }

    private Optional<String> suppressed(ProfileId profile) {
        return suppressions.of(profile).map(stop -> "suppressed");
    }

    /** Whether messages about the topic are limited in number and hours: unless the person has asked for them. */
    public boolean isLimited(String topic) {
        return topics.find(topic).filter(about -> !about.transactional()).isPresent();
    }
}
