package dev.waymark.message;

import dev.waymark.message.SendGuard.Objection;
import dev.waymark.profile.PersonZone;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.DayWindow;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * How often and at what hours one person is written to. What was handed to a provider counts, whatever became of it.
 * Reads only; thread-safe, joins the caller's transaction, which holds the profile's lock.
 */
@ApplicationScoped
class SendLimits {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int PARTS = 1_000;

    private final Sql sql;
    private final Profiles profiles;
    private final PersonZone zones;
    private final SendSettings settings;
    private final Clock clock;

    SendLimits(Sql sql, Profiles profiles, PersonZone zones, SendSettings settings, Clock clock) {
        this.sql = sql;
        this.profiles = profiles;
        this.zones = zones;
        this.settings = settings;
        this.clock = clock;
    }

    ProfileId lock(ProfileId profile) {
        return profiles.lockPerson(profile);
    }

    private record Sent(String channel, int priority, Instant at) {}

    /** More than one person should get, or something more important has just been sent. */
    Optional<Objection> tooMany(Message message, ProfileId person) {
        var now = clock.instant();
        var sent = sentSince(message, person, now.minus(WEEK));
        var today =
                sent.stream().filter(one -> one.at().isAfter(now.minus(DAY))).toList();
        if (today.stream().anyMatch(one -> one.priority() > message.priority)) {
            return Optional.of(new Objection.Never("journey-of-higher-priority"));
        }
        var full = today.size() >= settings.mostPerDay()
                || sent.size() >= settings.mostPerWeek()
                || isChannelFull(message.channel, today, sent);
        return full ? Optional.of(new Objection.Never("frequency-cap")) : Optional.empty();
    }

    private boolean isChannelFull(String channel, List<Sent> today, List<Sent> week) {
        var limit = settings.channels().get(channel);
        return limit != null
                && (on(channel, today) >= limit.mostPerDay().orElse(Integer.MAX_VALUE)
                        || on(channel, week) >= limit.mostPerWeek().orElse(Integer.MAX_VALUE));
    }

    private static long on(String channel, List<Sent> sent) {
        return sent.stream().filter(one -> one.channel().equals(channel)).count();
    }

    /** Messages of transactional topics do not count: they are what the person has asked for. One on its way is now. */
    private List<Sent> sentSince(Message message, ProfileId person, Instant since) {
        return sql.query(
                """
                select channel, priority, coalesce(settled_at, ?) as at from message
                where profile_id in (select id from profile where id = ? or merged_into = ?) and id <> ?
                  and limited and status in ('SENDING', 'ACCEPTED', 'UNKNOWN')
                  and (settled_at is null or settled_at > ?)
                """,
                row -> new Sent(
                        row.getString(1), row.getInt(2), row.getTimestamp(3).toInstant()),
                clock.instant(),
                person.value(),
                person.value(),
                message.id,
                since);
    }

    /** While the person is not to be disturbed, if it is known what time it is for them. */
    Optional<Objection> quiet(Message message, ProfileId person, SendTerms terms) {
        if (terms.quietHours() == SendTerms.QuietHours.IGNORE) {
            return Optional.empty();
        }
        var now = clock.instant();
        return profiles.find(person)
                .flatMap(zones::known)
                .filter(zone -> isQuiet(now.atZone(zone).toLocalTime()))
                .map(zone -> terms.quietHours() == SendTerms.QuietHours.SKIP
                        ? new Objection.Never("quiet-hours")
                        : new Objection.NotBefore(
                                DayWindow.next(settings.quietUntil(), now, zone).plus(place(message))));
    }

    private boolean isQuiet(LocalTime time) {
        var from = settings.quietFrom();
        var until = settings.quietUntil();
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !from.equals(until) && (!time.isBefore(from) || time.isBefore(until));
    }

    /** Each message at a moment of its own: the end of the night is no burst. */
    private Duration place(Message message) {
        return settings.quietSpread()
                .multipliedBy(Math.floorMod(message.id.hashCode(), PARTS))
                .dividedBy(PARTS);
    }
}
