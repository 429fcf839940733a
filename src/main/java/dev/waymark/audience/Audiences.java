package dev.waymark.audience;

import dev.waymark.consent.ConsentChannel;
import dev.waymark.consent.SendingPermission;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who joins an audience and who leaves: nobody is in one who does not allow it at that moment. Thread-safe; joins the
 * caller's transaction, which holds the profile's lock.
 */
@ApplicationScoped
class Audiences {

    static final String STEP = "step";

    /** To name somebody to a network is never part of what they have asked for. */
    private static final String TRANSACTIONAL = "topic-needs-no-consent";

    private final AudienceTable table;
    private final SendingPermission permission;
    private final Event<AudienceChanged> changed;
    private final Clock clock;

    Audiences(AudienceTable table, SendingPermission permission, Event<AudienceChanged> changed, Clock clock) {
        this.table = table;
        this.permission = permission;
        this.changed = changed;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Joining {
        record Joined() implements Joining {}

        record AlreadyIn() implements Joining {}

        /** @param reason kebab-case */
        record Refused(String reason) implements Joining {}
    }

    @Transactional(Transactional.TxType.MANDATORY)
    Joining join(Place place, ProfileId person, String topic, EnrolmentId by) {
        var refusal = refusal(person, topic);
        if (refusal.isPresent()) {
            return new Joining.Refused(refusal.get());
        }
        if (!table.insert(new AudienceTable.Member(place, person, topic), by.value(), clock.instant())) {
            return new Joining.AlreadyIn();
        }
        changed.fire(
                new AudienceChanged(person, place.audience(), place.network().key(), true, STEP));
        return new Joining.Joined();
    }

    /** Answers whether the person was in. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean leave(Place place, ProfileId person, String why) {
        if (!table.delete(place, person)) {
            return false;
        }
        changed.fire(
                new AudienceChanged(person, place.audience(), place.network().key(), false, why));
        return true;
    }

    /** Takes the person out of every audience they do not allow any more. */
    @Transactional(Transactional.TxType.MANDATORY)
    void leaveWhatIsRefused(ProfileId person) {
        for (var member : table.of(person)) {
            refusal(person, member.topic()).ifPresent(why -> leave(member.place(), person, why));
        }
    }

    /** Those who allow it now: what a topic needs may have been changed since they joined. */
    @Transactional
    List<AudienceTable.Named> allowing(List<AudienceTable.Named> members) {
        var allowing = members.stream()
                .filter(member -> permission.isLimited(member.topic()))
                .collect(Collectors.groupingBy(
                        AudienceTable.Named::topic,
                        Collectors.mapping(AudienceTable.Named::profile, Collectors.toSet())));
        allowing.replaceAll((topic, people) -> permission.allowing(people, topic, ConsentChannel.ADS.key()));
        return members.stream()
                .filter(member ->
                        allowing.getOrDefault(member.topic(), Set.of()).contains(member.profile()))
                .toList();
    }

    private Optional<String> refusal(ProfileId person, String topic) {
        return permission
                .refusal(person, topic, ConsentChannel.ADS.key())
                .or(() -> permission.isLimited(topic) ? Optional.empty() : Optional.of(TRANSACTIONAL));
    }
}
