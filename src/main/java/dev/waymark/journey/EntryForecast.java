package dev.waymark.journey;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who would be enrolled if they entered a segment, by the same rule as {@link Entrants}; for what-if questions. Reads
 * only; thread-safe, joins the caller's transaction.
 */
@ApplicationScoped
public class EntryForecast {

    private final Journeys journeys;
    private final Sql sql;

    EntryForecast(Journeys journeys, Sql sql) {
        this.journeys = journeys;
        this.sql = sql;
    }

    /** Journeys that people enter by this segment. */
    public List<PublishedJourney> journeysOf(String segment) {
        return journeys.current().stream()
                .filter(journey -> segment.equals(journey.model().entry().segment()))
                .toList();
    }

    /** Those of the people whom the journey would let in now. */
    public Set<ProfileId> wouldEnter(PublishedJourney journey, Collection<ProfileId> people) {
        var entering = new HashSet<>(people);
        entering.removeAll(sql.query(
                "select profile_id from enrolment where journey = ? and entry_key = ? and profile_id = any(?)",
                row -> new ProfileId(row.getObject(1, UUID.class)),
                journey.key(),
                Entrants.entryKey(journey),
                Sql.uuids(people.stream().map(ProfileId::value).toList())));
        return entering;
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
