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
                where i.profile_id = any(?) and position('"' || i.value || '"' in p.payload) > 0
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
