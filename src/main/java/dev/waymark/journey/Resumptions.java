package dev.waymark.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where enrolments went on whose instance was ended. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class Resumptions {

    private final Sql sql;
    private final ObjectMapper json;
    private final Clock clock;

    Resumptions(Sql sql, ObjectMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What is left to do for an enrolment.
     *
     * @param elementId where it goes on
     * @param due when the timer ends that was running there, or null
     * @param openWait the wait that is open there, or null
     * @param variables what gateways compare
     */
    record Remaining(
            String elementId,
            @Nullable Instant due,
            @Nullable UUID openWait,
            Map<String, String> variables) {

        Remaining at(String other) {
            return new Remaining(other, due, openWait, variables);
        }
    }

    /** From which version to which, and which instance was ended. */
    record Change(UUID enrolment, long endedInstance, UUID from, UUID to) {}

    void add(Change change, String stoodAt, Remaining remaining) {
        sql.update(
                """
                insert into resumption (enrolment_id, number, ended_instance, from_version, to_version, stood_at,
                                        goes_on_at, due_at, wait_id, variables, decided_at)
                select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, cast(? as timestamptz), cast(? as uuid),
                       cast(? as jsonb), ?
                from resumption where enrolment_id = ?
                """,
                change.enrolment(),
                change.endedInstance(),
                change.from(),
                change.to(),
                stoodAt,
                remaining.elementId(),
                remaining.due(),
                remaining.openWait(),
                write(remaining.variables()),
                clock.instant(),
                change.enrolment());
    }

    /** How many times the enrolment went on. */
    int count(UUID enrolment) {
        return sql.query("select count(*) from resumption where enrolment_id = ?", row -> row.getInt(1), enrolment)
                .getFirst();
    }

    /** What the instance that acts now, or is about to, was started with. */
    Optional<Remaining> newest(UUID enrolment) {
        return sql
                .query(
                        "select goes_on_at, due_at, wait_id, variables from resumption where enrolment_id = ?"
                                + " order by number desc limit 1",
                        this::remaining,
                        enrolment)
                .stream()
                .findFirst();
    }

    /** Instances that acted for the enrolment before, the oldest first. */
    List<Long> endedInstances(UUID enrolment) {
        return sql.query(
                "select ended_instance from resumption where enrolment_id = ? order by number",
                row -> row.getLong(1),
                enrolment);
    }

    /** Forgets what says something of these people: when and by what they were decided about. */
    void forget(Collection<ProfileId> profiles) {
        sql.update(
                "update resumption set variables = '{}', due_at = null where enrolment_id in"
                        + " (select id from enrolment where profile_id = any(?))",
                Sql.uuids(profiles.stream().map(ProfileId::value).toList()));
    }

    private Remaining remaining(ResultSet row) throws SQLException {
        return new Remaining(
                row.getString("goes_on_at"),
                Sql.instant(row, "due_at"),
                row.getObject("wait_id", UUID.class),
                read(row.getString("variables")));
    }

    private String write(Map<String, String> variables) {
        try {
            return json.writeValueAsString(variables);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Words of a journey can be written", impossible);
        }
    }

    private Map<String, String> read(String variables) {
        try {
            return json.readValue(variables, new TypeReference<>() {});
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("Expected variables of our own in a resumption", foreign);
        }
    }
}
