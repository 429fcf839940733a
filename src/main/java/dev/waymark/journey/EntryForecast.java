package dev.waymark.journey;

import dev.waymark.journey.model.ReEntry;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who would be enrolled if they entered a segment, by the same rule as {@link EntryRule}; for what-if questions. Reads
 * only; thread-safe, joins the caller's transaction.
 */
@ApplicationScoped
public class EntryForecast {

    private final Journeys journeys;
    private final Sql sql;
    private final Clock clock;

    EntryForecast(Journeys journeys, Sql sql, Clock clock) {
        this.journeys = journeys;
        this.sql = sql;
        this.clock = clock;
    }

    /** Journeys that people enter by this segment. */
    public List<PublishedJourney> journeysOf(String segment) {
        return journeys.current().stream()
                .filter(journey -> segment.equals(journey.model().entry().segment()))
                .toList();
    }

    /** Those of the people whom the journey would let in now and not hold out. */
    public Set<ProfileId> wouldEnter(PublishedJourney journey, Collection<ProfileId> people) {
        var entry = journey.model().entry();
        var entering = new HashSet<>(people);
        entering.removeIf(profile -> EntryRule.isHeldOut(journey.key(), entry.holdout(), profile));
        if (entry.reEntry() != ReEntry.EVERY_TIME) {
            entering.removeAll(keptOut(journey, people));
        }
        return entering;
    }

    private List<ProfileId> keptOut(PublishedJourney journey, Collection<ProfileId> people) {
        var entry = journey.model().entry();
        var since = entry.period() == null ? null : clock.instant().minus(entry.period());
        return sql.query(
                "select profile_id from enrolment where journey = ? and profile_id = any(?)"
                        + " and (cast(? as boolean) or status in ('STARTING', 'RUNNING') or enrolled_at > cast(? as timestamptz))",
                row -> new ProfileId(row.getObject(1, UUID.class)),
                journey.key(),
                Sql.uuids(people.stream().map(ProfileId::value).toList()),
                entry.reEntry() == ReEntry.ONCE,
                since);
    }

    /** Enrolments that are on their way; they go on, whatever becomes of the segment. */
    public long running(PublishedJourney journey) {
        return sql.query(
                        "select count(*) from enrolment where journey = ? and status in ('STARTING', 'RUNNING')",
                        row -> row.getLong(1),
                        journey.key())
                .getFirst();
    }
}
