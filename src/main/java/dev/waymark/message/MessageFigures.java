package dev.waymark.message;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Counts messages and receipts. Reads only; thread-safe. */
@ApplicationScoped
public class MessageFigures {

    private final Sql sql;

    MessageFigures(Sql sql) {
        this.sql = sql;
    }

    /** By the steps of a journey and their channels, over all its versions. */
    @Transactional
    public List<SendFigures> of(String journey) {
        return sql.query(
                """
                select m.element_id, m.channel,
                       count(distinct m.profile_id) filter (where m.status = 'ACCEPTED'),
                       count(distinct m.profile_id) filter (where r.kind = 'DELIVERED'),
                       count(distinct m.profile_id) filter (where r.kind = 'OPENED'),
                       count(distinct m.profile_id) filter (where r.kind = 'CLICKED'),
                       count(distinct m.profile_id) filter (where r.kind = 'REPLIED'),
                       count(distinct m.profile_id) filter (where r.kind = 'BOUNCED'),
                       count(distinct m.profile_id) filter (where r.kind = 'COMPLAINED'),
                       count(distinct m.profile_id) filter (where r.kind = 'UNSUBSCRIBED')
                from message m left join receipt r on r.message_id = m.id and not r.machine
                where m.journey = ? group by m.element_id, m.channel order by m.element_id, m.channel
                """,
                row -> new SendFigures(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10)),
                journey);
    }
}
