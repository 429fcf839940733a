package dev.waymark.insight;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Page;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One person's story in one list, the latest first: what they did, which segments they entered and left, which
 * journeys they were in, what was sent, given and shown, and what came of it. Thread-safe; reads in the caller's transaction.
 */
@ApplicationScoped
class Timelines {

    /** The moment and the place within it go into the cursor, because one batch shares a moment. */
    private static final String SQL = """
            with person as (select id from profile where id = ? or merged_into = ?),
            story as (
                select occurred_at as at, 'event' as kind, cast(seq as text) as id, coalesce(name, type) as title,
                       jsonb_build_object('type', type, 'source', source, 'properties', properties) as details
                from event where profile_id in (select id from person)
                union all
                select entered_at, 'segment-entered', cast(id as text), segment,
                       jsonb_build_object('rule', rule, 'reason', reason, 'ruleSet', rule_set)
                from membership where profile_id in (select id from person)
                union all
                select left_at, 'segment-left', cast(id as text), segment, '{}'
                from membership where profile_id in (select id from person) and left_at is not null
                union all
                select enrolled_at, 'enrolled', cast(id as text), journey, jsonb_build_object('enteredBy', entered_by)
                from enrolment where profile_id in (select id from person)
                union all
                select ended_at, 'enrolment-ended', cast(id as text), journey,
                       jsonb_build_object('status', status, 'outcome', outcome)
                from enrolment where profile_id in (select id from person) and ended_at is not null
                union all
                select created_at, 'message', cast(id as text), template,
                       jsonb_build_object('channel', channel, 'status', status, 'reason', reason, 'journey', journey)
                from message where profile_id in (select id from person)
                union all
                select converted_at, 'conversion', cast(id as text), goal, jsonb_build_object('enrolment', enrolment_id)
                from conversion where profile_id in (select id from person)
                union all
                select reserved_at, 'code', code, offer,
                       jsonb_build_object('status', status, 'expiresAt', expires_at, 'redeemedAt', redeemed_at)
                from code where profile_id in (select id from person)
                union all
                select created_at, 'on-site', cast(id as text), template,
                       jsonb_build_object('slot', slot, 'until', shown_until, 'journey', journey)
                from onsite_item where profile_id in (select id from person)
                union all
                select since, 'audience', audience || '/' || network, audience,
                       jsonb_build_object('network', network, 'topic', topic)
                from audience_member where profile_id in (select id from person)
            )
            select at, kind, id, title, details from story
            where (at, kind, id) < (?, ?, ?) order by at desc, kind desc, id desc limit ?
            """;

    private final Profiles profiles;
    private final Sql sql;

    Timelines(Profiles profiles, Sql sql) {
        this.profiles = profiles;
        this.sql = sql;
    }

    /**
     * One thing that happened.
     *
     * @param kind event, segment-entered, segment-left, enrolled, enrolment-ended, message, conversion, code, on-site or
     *     audience
     * @param id of the event, membership, enrolment, message, conversion or item; a code itself; audience and network
     * @param title the event's name, or the key of segment, journey, template, goal, offer or audience
     */
    record TimelineItem(
            Instant at,
            String kind,
            String id,
            String title,
            @JsonRawValue @Schema(type = SchemaType.OBJECT) String details) {}

    /** A page of somebody's story. */
    @Transactional
    Page<TimelineItem> of(ProfileId named, @Nullable TimelineCursor before, int limit) {
        UUID person = profiles.current(named).value();
        var from = before == null ? TimelineCursor.LATEST : before;
        var found = sql.query(
                SQL,
                row -> new TimelineItem(
                        Sql.instant(row, "at"),
                        row.getString("kind"),
                        row.getString("id"),
                        row.getString("title"),
                        row.getString("details")),
                person,
                person,
                from.at(),
                from.kind(),
                from.id(),
                limit + 1);
        return Page.of(found, limit, last -> new TimelineCursor(last.at(), last.kind(), last.id()).toString());
    }
}
