package dev.waymark.message;

import dev.waymark.channel.SendResult;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Sql;
import dev.waymark.template.TemplateChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** That a test was sent: for the audit, and for an erasure, which takes the mail with it. Thread-safe. */
@ApplicationScoped
class TestSendRecord {

    private static final String FORGET = "delete from mailbox_mail where message_id ";

    private final Sql sql;
    private final Profiles profiles;
    private final Event<TemplateChanged> changed;
    private final Clock clock;

    TestSendRecord(Sql sql, Profiles profiles, Event<TemplateChanged> changed, Clock clock) {
        this.sql = sql;
        this.profiles = profiles;
        this.changed = changed;
        this.clock = clock;
    }

    /** A test on its way; the profile is whose traits it is written from. */
    record Test(UUID id, String template, String hash, ProfileId profile, String channel, String actor) {}

    /** Answers false where the person has been forgotten. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean begin(Test test) {
        var person = profiles.lockLiving(test.profile());
        person.ifPresent(living -> sql.update(
                "insert into test_send (id, template, hash, profile_id, channel, actor, sent_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                test.id(),
                test.template(),
                test.hash(),
                living.value(),
                test.channel(),
                test.actor(),
                clock.instant()));
        return person.isPresent();
    }

    /** What was written while the person was forgotten is forgotten too. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void end(Test test, SendResult result) {
        if (profiles.lockLiving(test.profile()).isEmpty()) {
            sql.update(FORGET + "= ?", test.id());
        }
        changed.fire(new TemplateChanged(
                test.template(),
                "tested",
                test.actor(),
                Map.of(
                        "hash", test.hash(),
                        "channel", test.channel(),
                        "test", test.id().toString(),
                        "result", result.getClass().getSimpleName().toLowerCase(Locale.ROOT))));
    }

    void on(@Observes ProfileErased erased) {
        sql.update(
                FORGET + "in (select id from test_send where profile_id = any(?))",
                Sql.uuids(erased.all().stream().map(ProfileId::value).toList()));
    }
}
