package dev.waymark.journey;

import dev.waymark.journey.model.ResumingEdition;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts who stands where in a version and what they were sent, in a few statements about everybody. Reads only, but for
 * a table of its own that goes with the transaction; thread-safe.
 */
@ApplicationScoped
class MigrationCensus {

    private final Sql sql;

    MigrationCensus(Sql sql) {
        this.sql = sql;
    }

    /** People at one element, null for those who have not begun. */
    record Standing(@Nullable String elementId, long people, List<UUID> examples) {}

    /** A message of the new version that lies ahead of people at an element of the old one. */
    record Ahead(String stands, String elementId, String template) {}

    /** People who were sent it before; by the same element, or by the same template only. */
    record Repeat(Ahead ahead, boolean sameElement, long people, List<UUID> examples) {}

    /** Looks where everybody is, or between two instances is about to be; the others count what this has found. */
    @Transactional(Transactional.TxType.MANDATORY)
    List<Standing> take(UUID versionId) {
        sql.update("""
                create temporary table migration_standing on commit drop as
                select e.id as enrolment_id,
                       case when s.element_id is null or starts_with(s.element_id, ?) then
                           (select r.goes_on_at from resumption r where r.enrolment_id = e.id order by r.number desc limit 1)
                       else s.element_id end as element_id
                from enrolment e left join lateral (
                    select r.element_id from engine_record r
                    where r.instance = e.instance and r.intent = 'ELEMENT_ACTIVATED'
                      and r.element_type not in ('PROCESS', 'EVENT_SUB_PROCESS')
                    order by r.position desc limit 1) s on true
                where e.version_id = ? and e.status in ('STARTING', 'RUNNING')
                """, ResumingEdition.OURS, versionId);
        return sql.query("""
                select element_id, count(*) as people, (array_agg(enrolment_id order by enrolment_id))[1:20] as examples
                from migration_standing group by element_id order by count(*) desc, element_id
                """, row -> new Standing(row.getString(1), row.getLong(2), uuids(row)));
    }

    /** Who was sent what lies ahead. A message that was skipped or refused was not sent. */
    @Transactional(Transactional.TxType.MANDATORY)
    List<Repeat> repeats(List<Ahead> ahead) {
        return sql.query(
                """
                select a.stands, a.element_id, a.template, bool_or(m.element_id = a.element_id) as same_element,
                       count(distinct s.enrolment_id) as people,
                       (array_agg(distinct s.enrolment_id))[1:20] as examples
                from unnest(?, ?, ?) as a (stands, element_id, template)
                join migration_standing s on s.element_id = a.stands
                join message m on m.enrolment_id = s.enrolment_id
                 and (m.element_id = a.element_id or m.template = a.template)
                where m.status in ('SENDING', 'ACCEPTED', 'UNKNOWN')
                group by a.stands, a.element_id, a.template order by people desc, a.stands, a.element_id
                """,
                row -> new Repeat(
                        new Ahead(row.getString("stands"), row.getString("element_id"), row.getString("template")),
                        row.getBoolean("same_element"),
                        row.getLong("people"),
                        uuids(row)),
                Sql.texts(ahead.stream().map(Ahead::stands).toList()),
                Sql.texts(ahead.stream().map(Ahead::elementId).toList()),
                Sql.texts(ahead.stream().map(Ahead::template).toList()));
    }

    private static List<UUID> uuids(ResultSet row) throws SQLException {
        Array array = row.getArray("examples");
        return Stream.of((UUID[]) array.getArray()).toList();
    }
}
