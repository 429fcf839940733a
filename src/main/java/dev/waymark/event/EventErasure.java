package dev.waymark.event;

import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Forgets what a person did. An event that a conversion counts stays as a name and a time; all others go, and so
 * does every parked payload that names the person. Thread-safe; in the transaction that erases.
 */
@ApplicationScoped
class EventErasure {

    private final Sql sql;

    EventErasure(Sql sql) {
        this.sql = sql;
    }

    void on(@Observes ProfileErased erased) {
        var all = Sql.uuids(erased.all().stream().map(ProfileId::value).toList());
        sql.update("""
                delete from parked_event p using identity i
                where i.profile_id = any(?) and exists (
                    select 1 from unnest(p.names) as name
                    where name = lower(i.value)
                       or i.kind = 'phone' and name ~ '^[0-9]{7,}$' and i.value like '%' || ltrim(name, '0'))
                """, all);
        sql.update("""
                delete from message_id_clash c using event e
                where e.profile_id = any(?) and c.source = e.source and c.message_id = e.message_id
                """, all);
        sql.update("""
                update event e set properties = '{}', context = null, user_id = null, anonymous_id = null, digest = '',
                       message_id = 'erased:' || seq
                where profile_id = any(?) and exists (select 1 from conversion c where c.event_seq = e.seq)
                """, all);
        sql.update(
                "delete from event e where profile_id = any(?)"
                        + " and not exists (select 1 from conversion c where c.event_seq = e.seq)",
                all);
    }
}
