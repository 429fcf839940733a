package dev.waymark.segment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.event.RaisedEvents;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The signals that are on: the only place that switches one. Going on raises its event, once; it can go on again after
 * it was off. Thread-safe; joins the caller's transaction, which holds the profiles' locks.
 */
@ApplicationScoped
class Signals {

    private final Sql sql;
    private final RaisedEvents events;
    private final Clock clock;

    Signals(Sql sql, RaisedEvents events, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    private record On(ProfileId profile, String signal) {}

    Map<ProfileId, Set<String>> on(Collection<ProfileId> profiles) {
        return sql
                .query(
                        "select profile_id, signal from signal_on where profile_id = any(?)",
                        row -> new On(new ProfileId(row.getObject(1, UUID.class)), row.getString(2)),
                        ids(profiles))
                .stream()
                .collect(Collectors.groupingBy(
                        On::profile, Collectors.mapping(On::signal, Collectors.toCollection(HashSet::new))));
    }

    void switchOn(ProfileId profile, Signal signal) {
        var now = clock.instant();
        sql.update(
                "insert into signal_on (profile_id, signal, since) values (?, ?, ?)",
                profile.value(),
                signal.signal(),
                now);
        var says = JsonNodeFactory.instance.objectNode();
        says.put("signal", signal.signal()).put("rule", signal.rule()).put("reason", signal.reason());
        events.raise(profile, signal.event(), says, "%s:%s:%s".formatted(signal.signal(), profile, now));
    }

    void switchOff(ProfileId profile, String signal) {
        sql.update("delete from signal_on where profile_id = ? and signal = ?", profile.value(), signal);
    }

    /** What was on for one of them is on for the winner: it is not raised again. */
    void move(ProfileId loser, ProfileId winner) {
        sql.update(
                "insert into signal_on (profile_id, signal, since)"
                        + " select ?, signal, since from signal_on where profile_id = ? on conflict do nothing",
                winner.value(),
                loser.value());
        forget(List.of(loser));
    }

    void forget(Collection<ProfileId> profiles) {
        sql.update("delete from signal_on where profile_id = any(?)", ids(profiles));
    }

    private static Sql.Column ids(Collection<ProfileId> profiles) {
        return Sql.uuids(profiles.stream().map(ProfileId::value).toList());
    }
}
