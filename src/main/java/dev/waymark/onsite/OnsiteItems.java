package dev.waymark.onsite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.event.RaisedEvents;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/**
 * What people do with what is shown to them: an event like any other, which journeys can wait for. Thread-safe; one
 * transaction each, under the profile's lock.
 */
@ApplicationScoped
class OnsiteItems {

    private final OnsiteTable table;
    private final Profiles profiles;
    private final RaisedEvents raised;
    private final Clock clock;

    OnsiteItems(OnsiteTable table, Profiles profiles, RaisedEvents raised, Clock clock) {
        this.table = table;
        this.profiles = profiles;
        this.raised = raised;
        this.clock = clock;
    }

    /** Takes it down; the same again changes nothing. */
    @Transactional
    Outcome<UUID> tell(UUID id, OnsiteAct act) {
        var known = table.find(id);
        if (known.isEmpty()) {
            return Outcome.refused(unknown());
        }
        var person = profiles.lockPerson(known.get().profile());
        if (table.note(id, act, clock.instant())) {
            if (act.ends()) {
                table.dismiss(id, clock.instant());
            }
            raise(known.get(), person, act);
        }
        return Outcome.done(id);
    }

    private void raise(OnsiteTable.Item item, ProfileId person, OnsiteAct act) {
        var properties = JsonNodeFactory.instance
                .objectNode()
                .put("item", item.id().toString())
                .put("enrolment", item.enrolment().toString())
                .put("journey", item.journey())
                .put("slot", item.slot())
                .put("template", item.template());
        raised.raise(person, act.event(), properties, "onsite:" + item.id() + ":" + act.word());
        raised.store();
    }

    private static Rejection unknown() {
        return Rejection.of(
                Rejection.Kind.UNKNOWN,
                "onsite-item-unknown",
                "Expected the id of something that is shown, but there is none by this id.");
    }
}
