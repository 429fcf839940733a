package dev.waymark.message;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * On which channels a person answers: opens, clicks or replies, themselves. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class AnsweredChannels {

    /** Long enough for somebody who is written to once a week, and short enough to forget. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    /** What is thought of a channel on which nobody was written to. */
    static final double UNKNOWN = share(0, 0);

    private final Sql sql;
    private final Clock clock;

    AnsweredChannels(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The chance that they answer the next message, by channel key; channels by which they got none are left out and have
     * {@link #UNKNOWN}. By the rule of succession (Laplace 1814): one answer of one is less sure than nine of ten, and who
     * never answers on a channel is tried on another.
     */
    @Transactional
    Map<String, Double> of(ProfileId person) {
        var chances = new HashMap<String, Double>();
        sql.query(
                """
                select m.channel, count(*) as sent,
                       count(*) filter (where exists (
                           select 1 from receipt r where r.message_id = m.id and not r.machine
                           and r.kind in ('OPENED', 'CLICKED', 'REPLIED'))) as answered
                from message m
                where m.profile_id in (select id from profile where id = ? or merged_into = ?)
                  and m.status in ('ACCEPTED', 'UNKNOWN') and m.settled_at > ?
                group by m.channel
                """,
                row -> chances.put(row.getString("channel"), share(row.getLong("answered"), row.getLong("sent"))),
                person.value(),
                person.value(),
                clock.instant().minus(REMEMBERED));
        return chances;
    }

    private static double share(long answered, long sent) {
        return (answered + 1.0) / (sent + 2.0);
    }
}
