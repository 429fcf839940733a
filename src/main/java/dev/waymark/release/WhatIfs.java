package dev.waymark.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.Actor;
import dev.waymark.support.Ids;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stored what-ifs: the last one of each release. A row that is not {@code RUNNING} any more is how the one who computes
 * learns that it is to stop.
 *
 * <p>Thread-safe; joins the caller's transaction. Whether a run is alive is a matter of database time.
 */
@ApplicationScoped
class WhatIfs {

    private static final String ALIVE = "clock_timestamp() + interval '60 seconds'";

    private final Sql sql;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    WhatIfs(Sql sql, ObjectMapper json, Ids ids, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is to be computed, for whom. */
    record Question(
            int release,
            int comparedTo,
            Actor actor,
            @Nullable Integer sample) {}

    /** Answers the run's id; empty while another one runs. What the release had before is forgotten. */
    @Transactional
    Optional<UUID> begin(Question question) {
        sql.update("lock table rule_what_if in share row exclusive mode");
        interruptDead();
        if (!sql.query("select 1 from rule_what_if where status = 'RUNNING'", row -> true)
                .isEmpty()) {
            return Optional.empty();
        }
        var run = ids.next();
        sql.update("delete from rule_what_if where release_number = ?", question.release());
        sql.update(
                """
                insert into rule_what_if (release_number, run, status, compared_to, actor, sample, started_at, alive_until)
                values (?, ?, 'RUNNING', ?, ?, cast(? as integer), ?, %s)
                """.formatted(ALIVE),
                question.release(),
                run,
                question.comparedTo(),
                question.actor().name(),
                question.sample(),
                clock.instant());
        return Optional.of(run);
    }

    /** Tells how far a run is; answers false when it is to stop. */
    @Transactional
    boolean progress(UUID run, WhatIfView.People people) {
        return 1
                == sql.update(
                        "update rule_what_if set people_total = ?, people_done = ?, alive_until = " + ALIVE
                                + " where run = ? and status = 'RUNNING'",
                        people.total(),
                        people.done(),
                        run);
    }

    @Transactional
    void finish(UUID run, WhatIfResult result) {
        sql.update(
                "update rule_what_if set status = 'DONE', ended_at = ?, result = cast(? as jsonb)"
                        + " where run = ? and status = 'RUNNING'",
                clock.instant(),
                write(result),
                run);
    }

    @Transactional
    void end(UUID run, WhatIfStatus status, @Nullable String reason) {
        sql.update(
                "update rule_what_if set status = ?, ended_at = ?, reason = ? where run = ? and status = 'RUNNING'",
                status.name(),
                clock.instant(),
                reason,
                run);
    }

    /** Answers whether there was one to stop. */
    @Transactional
    boolean cancel(int release) {
        return 1
                == sql.update(
                        "update rule_what_if set status = 'CANCELLED', ended_at = ?"
                                + " where release_number = ? and status = 'RUNNING'",
                        clock.instant(),
                        release);
    }

    @Transactional
    Optional<WhatIfView> of(int release) {
        interruptDead();
        return sql.query("select * from rule_what_if where release_number = ?", this::view, release).stream()
                .findFirst();
    }

    private void interruptDead() {
        sql.update(
                "update rule_what_if set status = 'INTERRUPTED', ended_at = ?"
                        + " where status = 'RUNNING' and alive_until < clock_timestamp()",
                clock.instant());
    }

    private WhatIfView view(ResultSet row) throws SQLException {
        var result = row.getString("result");
        return new WhatIfView(
                row.getInt("release_number"),
                WhatIfStatus.valueOf(row.getString("status")),
                row.getInt("compared_to"),
                row.getString("actor"),
                row.getObject("sample", Integer.class),
                new WhatIfView.People(row.getLong("people_total"), row.getLong("people_done")),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                row.getString("reason"),
                result == null ? null : read(result));
    }

    private String write(WhatIfResult result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A result is plain records", impossible);
        }
    }

    private WhatIfResult read(String result) {
        try {
            return json.readValue(result, WhatIfResult.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("Expected a stored what-if in today's form", foreign);
        }
    }
}
