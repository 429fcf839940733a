package dev.waymark.segment;

import dev.waymark.behaviour.PastBehaviours;
import dev.waymark.consent.PermissionReader;
import dev.waymark.consent.Permissions;
import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.SaidTraits;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules could know about somebody at a moment, from the events that had arrived by then.
 *
 * <p>Thread-safe; joins the caller's transaction and changes nothing.
 */
@ApplicationScoped
class PastFacts {

    private final PastBehaviours behaviours;
    private final PermissionReader permissions;
    private final Sql sql;

    PastFacts(PastBehaviours behaviours, PermissionReader permissions, Sql sql) {
        this.behaviours = behaviours;
        this.permissions = permissions;
        this.sql = sql;
    }

    ProfileFacts asOf(ProfileId profile, Instant moment) {
        var traits = new SaidTraits();
        var behaviour = behaviours.asOf(profile, moment, event -> tell(event, traits));
        return new ProfileFacts(traits.values(), behaviour, permissionsAt(profile, moment), moment);
    }

    private Permissions permissionsAt(ProfileId profile, Instant moment) {
        return permissions.of(List.of(profile), moment).getOrDefault(profile, Permissions.NONE);
    }

    private static void tell(EventIngested event, SaidTraits traits) {
        if (event.type().equals("identify")) {
            traits.say(event.properties(), event.occurredAt(), event.messageId());
        }
    }

    /** What may have been different in earnest, in sentences. */
    List<String> limits(ProfileId profile, Asked asked) {
        var limits = new ArrayList<String>();
        limits.add("Events that arrived in one request with others count together with them.");
        if (asked.orders()) {
            limits.add("Bounds between scores, usual days between purchases and currency rates are those of now:"
                    + " former ones are not kept.");
        }
        if (!asked.interests().isEmpty()) {
            limits.add("Interest fades by the half life that is set now.");
        }
        if (asked.consent()) {
            limits.add(
                    "What was said about consent counts from the time when it was said, also where it was recorded later.");
        }
        var joined = joined(profile);
        if (joined > 0) {
            limits.add("%d other profiles turned out to be this person: what they did counts as this person's from the"
                            .formatted(joined)
                    + " beginning, although it was not known to be at first.");
        }
        return limits;
    }

    private long joined(ProfileId profile) {
        return sql.query("select count(*) from profile where merged_into = ?", row -> row.getLong(1), profile.value())
                .getFirst();
    }
}
