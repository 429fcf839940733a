package dev.waymark.onsite;

import dev.waymark.engine.StepJob;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Ids;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of what sites may show. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class OnsiteTable {

    private static final String COLUMNS = "id, enrolment_id, profile_id, journey, slot, template, topic, shown_until";

    private final Sql sql;
    private final Ids ids;

    OnsiteTable(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /**
     * Something that may be shown.
     *
     * @param topic null where its journey was published before topics were asked for
     */
    record Item(
            UUID id,
            UUID enrolment,
            ProfileId profile,
            String journey,
            String slot,
            String template,
            @Nullable String topic,
            Instant until) {}

    /** In place of what the enrolment has shown in the slot before; a step that is delivered again shows no second one. */
    void insert(StepJob job, ProfileId person, Instant now, Instant until) {
        if (!isThere(job.enrolment().value(), job.elementId(), job.pass())) {
            sql.update(
                    "update onsite_item set ended_at = ? where enrolment_id = ? and slot = ? and ended_at is null",
                    now,
                    job.enrolment().value(),
                    job.header("slot").orElseThrow());
        }
        sql.update(
                """
                insert into onsite_item (id, enrolment_id, profile_id, journey, element_id, pass, slot, template,
                                         topic, created_at, shown_until)
                values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as text), ?, ?) on conflict on constraint onsite_item_once do nothing
                """,
                ids.next(),
                job.enrolment().value(),
                person.value(),
                job.claimed().journey(),
                job.elementId(),
                job.pass(),
                job.header("slot").orElseThrow(),
                job.header("templateKey").orElseThrow(),
                job.header("topic").orElse(null),
                now,
                until);
    }

    /** Whether this pass of the step has shown something. */
    boolean isThere(UUID enrolment, String elementId, long pass) {
        return !sql.query(
                        "select 1 from onsite_item where enrolment_id = ? and element_id = ? and pass = ?",
                        row -> true,
                        enrolment,
                        elementId,
                        pass)
                .isEmpty();
    }

    /** What may be shown to somebody now, the newest first. */
    List<Item> open(ProfileId profile, String slot, Instant now, int atMost) {
        return sql.query(
                "select " + COLUMNS + " from onsite_item where profile_id = ? and slot = ? and ended_at is null"
                        + " and shown_until > ? order by created_at desc, id desc limit ?",
                OnsiteTable::item,
                profile.value(),
                slot,
                now,
                atMost);
    }

    Optional<Item> find(UUID id) {
        return sql.query("select " + COLUMNS + " from onsite_item where id = ?", OnsiteTable::item, id).stream()
                .findFirst();
    }

    /** Notes what the person did with it; answers whether it is the first time. */
    boolean note(UUID id, OnsiteAct act, Instant at) {
        var column = act.word() + "_at";
        return sql.update("update onsite_item set %1$s = ? where id = ? and %1$s is null".formatted(column), at, id)
                == 1;
    }

    void dismiss(UUID id, Instant at) {
        sql.update("update onsite_item set ended_at = ? where id = ? and ended_at is null", at, id);
    }

    void end(Collection<UUID> enrolments, Instant at) {
        sql.update(
                "update onsite_item set ended_at = ? where enrolment_id = any(?) and ended_at is null",
                at,
                Sql.uuids(enrolments));
    }

    void move(UUID loser, UUID winner) {
        sql.update("update onsite_item set profile_id = ? where profile_id = ?", winner, loser);
    }

    void delete(Collection<UUID> profiles) {
        sql.update("delete from onsite_item where profile_id = any(?)", Sql.uuids(profiles));
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getObject("id", UUID.class),
                row.getObject("enrolment_id", UUID.class),
                new ProfileId(row.getObject("profile_id", UUID.class)),
                row.getString("journey"),
                row.getString("slot"),
                row.getString("template"),
                row.getString("topic"),
                row.getTimestamp("shown_until").toInstant());
    }
}
