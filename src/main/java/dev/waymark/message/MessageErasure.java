package dev.waymark.message;

import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Forgets what was written to a person; that a message was sent, and when, stays. Thread-safe; in the transaction
 * that erases.
 */
@ApplicationScoped
class MessageErasure {

    private final Sql sql;
    private final ReplyWindow window;

    MessageErasure(Sql sql, ReplyWindow window) {
        this.sql = sql;
        this.window = window;
    }

    void on(@Observes ProfileErased erased) {
        var people = Sql.uuids(erased.all().stream().map(ProfileId::value).toList());
        sql.update(
                "delete from mailbox_mail where message_id in (select id from message where profile_id = any(?))",
                people);
        window.forget(erased.profile(), people);
        // what WhatsApp calls a message holds the number it went to
        sql.update(
                "update message set address_digest = null, links = null, provider_id = null where profile_id = any(?)",
                people);
    }
}
