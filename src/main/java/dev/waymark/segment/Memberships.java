package dev.waymark.segment;

import static dev.waymark.support.Sql.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.UnwrittenMemberships.Entry;
import dev.waymark.support.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stored memberships: the only place that changes one. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
public class Memberships implements PanacheRepository<Membership> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final MembershipIds ids;
    private final UnwrittenMemberships unwritten;
    private final Event<MembershipsChanged> changed;
    private final Clock clock;

    Memberships(
            Sql sql,
            MembershipIds ids,
            UnwrittenMemberships unwritten,
            Event<MembershipsChanged> changed,
            Clock clock) {
        this.sql = sql;
        this.ids = ids;
        this.unwritten = unwritten;
        this.changed = changed;
        this.clock = clock;
    }

    /** A profile is in a segment now. */
    record Current(long id, String segment) {}

    private record Row(ProfileId profile, Current membership) {}

    Map<ProfileId, List<Current>> current(Collection<ProfileId> profiles) {
        return sql
                .query(
                        "select profile_id, id, segment from membership"
                                + " where left_at is null and profile_id = any(?) order by id",
                        row -> new Row(
                                new ProfileId(row.getObject(1, UUID.class)),
                                new Current(row.getLong(2), row.getString(3))),
                        Sql.uuids(profiles.stream().map(ProfileId::value).toList()))
                .stream()
                .collect(Collectors.groupingBy(Row::profile, Collectors.mapping(Row::membership, Collectors.toList())));
    }

    /** Told by {@link #tell}, written by {@link #write}. */
    Current enter(ProfileId profile, Decision decision, String ruleSet) {
        var id = ids.next();
        unwritten.enter(new Entry(id, profile, decision, ruleSet, clock.instant(), null));
        return new Current(id, decision.segment());
    }

    /** Told by {@link #tell}, written by {@link #write}. */
    void leave(Current membership, ProfileId profile) {
        unwritten.leave(membership, profile, clock.instant());
    }

    /** Tells what changed since the last time. */
    void tell() {
        var changes = unwritten.takeUntold();
        if (!changes.isEmpty()) {
            changed.fire(new MembershipsChanged(changes));
        }
    }

    /** Writes what changed in this transaction; those who left first, because they may have entered again. */
    void write() {
        var left = unwritten.takeLeft();
        if (!left.isEmpty()) {
            sql.update(
                    "update membership m set left_at = gone.at from unnest(?, ?) as gone (id, at) where m.id = gone.id",
                    new Sql.Column("int8", left.keySet().toArray()),
                    new Sql.Column("timestamptz", left.values().toArray()));
        }
        var entered = unwritten.takeEntered().values();
        if (!entered.isEmpty()) {
            insert(List.copyOf(entered));
        }
    }

    private void insert(List<Entry> entries) {
        sql.update(
                """
                insert into membership (id, profile_id, segment, entered_at, left_at, rule, rule_set, reason, facts)
                overriding system value
                select id, profile_id, segment, entered_at, left_at, rule, rule_set, reason, cast(facts as jsonb)
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                     as entered (id, profile_id, segment, entered_at, left_at, rule, rule_set, reason, facts)
                """,
                column("int8", entries, Entry::id),
                column("uuid", entries, entry -> entry.profile().value()),
                column("text", entries, entry -> entry.decision().segment()),
                column("timestamptz", entries, Entry::at),
                column("timestamptz", entries, Entry::leftAt),
                column("text", entries, entry -> entry.decision().rule()),
                column("text", entries, Entry::ruleSet),
                column("text", entries, entry -> entry.decision().reason()),
                column("text", entries, entry -> write(entry.decision().facts())));
    }

    /** The loser's memberships go on as the winner's; where both are in a segment, the winner's does. */
    void move(ProfileId loser, ProfileId winner) {
        sql.update("""
                update membership set left_at = ? where profile_id = ? and left_at is null
                and segment in (select segment from membership where profile_id = ? and left_at is null)
                """, clock.instant(), loser.value(), winner.value());
        sql.update("update membership set profile_id = ? where profile_id = ?", winner.value(), loser.value());
    }

    /** Ends what is current and forgets the facts; that somebody was in a segment, by which rule, stays. */
    void erase(Collection<ProfileId> profiles) {
        sql.update(
                "update membership set facts = '{}', left_at = coalesce(left_at, ?) where profile_id = any(?)",
                clock.instant(),
                Sql.uuids(profiles.stream().map(ProfileId::value).toList()));
    }

    private static String write(Map<String, Object> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Facts are texts, numbers and moments", impossible);
        }
    }

    /** The segments a profile is in now. */
    @Transactional
    public List<MembershipView> of(ProfileId profile) {
        return list("profileId = ?1 and leftAt is null", profile.value()).stream()
                .map(Membership::view)
                .toList();
    }

    @Transactional
    public Optional<MembershipView> find(long id) {
        return findByIdOptional(id).map(Membership::view);
    }

    /** How many profiles are in this segment now. */
    @Transactional
    public long size(String segment) {
        return count("segment = ?1 and leftAt is null", segment);
    }
}
