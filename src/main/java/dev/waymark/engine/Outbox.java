package dev.waymark.engine;

import static dev.waymark.support.Sql.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Commands for the engine, written in the transaction that decides them and sent after it committed.
 *
 * <p>Thread-safe. For one enrolment commands keep their order; leases are in database time, so that a command
 * of a process that died is taken up by the next one.
 */
@ApplicationScoped
public class Outbox {

    /** Between two tries of what is refused for what it is. */
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private final Session db;
    private final Sql sql;
    private final ObjectMapper json;
    private final TransactionSynchronizationRegistry transactions;
    private volatile Runnable afterCommit = () -> {};

    Outbox(Session db, Sql sql, ObjectMapper json, TransactionSynchronizationRegistry transactions) {
        this.db = db;
        this.sql = sql;
        this.json = json;
        this.transactions = transactions;
    }

    /** A leased command. {@code definitionKey} is set for a start only. */
    record Entry(long id, EngineCommand command, @Nullable Long definitionKey) {}

    /** Queues a command; it goes out after the caller's transaction has committed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(EngineCommand command) {
        add(List.of(command));
    }

    /** Queues commands in their order. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(List<? extends EngineCommand> commands) {
        if (commands.isEmpty()) {
            return;
        }
        sql.update(
                "insert into outbox (enrolment_id, kind, payload)"
                        + " select enrolment, kind, cast(payload as jsonb) from unnest(?, ?, ?)"
                        + " with ordinality as command (enrolment, kind, payload, place) order by place",
                column("uuid", commands, command -> command.enrolment().value()),
                column("text", commands, EngineCommand::kind),
                column("text", commands, this::write));
        transactions.registerInterposedSynchronization(new AfterCommit(afterCommit));
    }

    /** Forgets what was not sent yet for an enrolment that has ended, and what the engine refuses. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(EnrolmentId enrolment) {
        db.createNativeQuery(
                        "delete from outbox where enrolment_id = :enrolment and (leased_until is null or refused is not null)")
                .setParameter("enrolment", enrolment.value())
                .executeUpdate();
    }

    /** How many commands the engine still has to get. */
    @Transactional
    public long size() {
        return sql.query("select count(*) from outbox", row -> row.getLong(1)).getFirst();
    }

    void onCommit(Runnable action) {
        afterCommit = action;
    }

    /**
     * Takes the oldest command of each enrolment that nobody holds; a start waits until its model is deployed. What
     * running instances are to be told comes before new starts, of which there may be a hundred thousand.
     */
    @Transactional
    List<Entry> lease(int limit, Duration length) {
        List<Tuple> rows = db.createNativeQuery("""
                        with told as (
                            select o.id, cast(null as bigint) as definition_key
                            from outbox o
                            where o.kind <> 'START'
                              and (o.leased_until is null or o.leased_until < clock_timestamp())
                              and not exists (select 1 from outbox earlier
                                              where earlier.enrolment_id = o.enrolment_id and earlier.id < o.id)
                            order by o.id limit :limit
                            for update of o skip locked),
                        started as (
                            select o.id, d.definition_key
                            from outbox o join engine_deployment d on d.hash = o.payload ->> 'hash'
                            where o.kind = 'START' and d.definition_key is not null
                              and (o.leased_until is null or o.leased_until < clock_timestamp())
                              and not exists (select 1 from outbox earlier
                                              where earlier.enrolment_id = o.enrolment_id and earlier.id < o.id)
                            order by o.id limit :limit - (select count(*) from told)
                            for update of o skip locked)
                        update outbox o
                        set leased_until = clock_timestamp() + make_interval(secs => :seconds), attempts = attempts + 1
                        from (select * from told union all select * from started) t
                        where o.id = t.id
                        returning o.id, o.kind, cast(o.payload as text) as payload, t.definition_key
                        """, Tuple.class)
                .setParameter("limit", limit)
                .setParameter("seconds", (double) length.toSeconds())
                .getResultList();
        return rows.stream().map(this::entry).toList();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void done(Collection<Long> ids) {
        db.createNativeQuery("delete from outbox where id = any(:ids)")
                .setParameter("ids", ids.toArray(Long[]::new))
                .executeUpdate();
    }

    /** Gives commands back, to be taken again after about {@code pause}, each at a moment of its own. */
    @Transactional(Transactional.TxType.MANDATORY)
    void retry(Collection<Long> ids, Duration pause) {
        db.createNativeQuery(
                        "update outbox set leased_until = clock_timestamp()"
                                + " + make_interval(secs => :seconds * least(attempts, 20) * (0.5 + random())) where id = any(:ids)")
                .setParameter("seconds", pause.toMillis() / 1000.0)
                .setParameter("ids", ids.toArray(Long[]::new))
                .executeUpdate();
    }

    /** Gives back commands that the engine refuses for what they are, each with its code, to be tried later and later. */
    @Transactional(Transactional.TxType.MANDATORY)
    void refused(Map<Long, String> codes) {
        var told = List.copyOf(codes.entrySet());
        sql.update(
                """
                update outbox set refused = told.code,
                                  leased_until = clock_timestamp() + make_interval(secs => least(attempts, ?))
                from unnest(?, ?) as told (id, code)
                where outbox.id = told.id
                """,
                LONGEST_PAUSE_SECONDS,
                column("int8", told, Map.Entry::getKey),
                column("text", told, Map.Entry::getValue));
    }

    /** A command that the engine refuses for what it is: because its model is not known, for example. */
    public record RefusedCommand(long id, String kind, UUID enrolment, String code, int attempts, Instant createdAt) {}

    /** What the engine refuses, the oldest first. */
    @Transactional
    public List<RefusedCommand> refusedCommands(int limit) {
        return sql.query(
                "select id, kind, enrolment_id, refused, attempts, created_at from outbox"
                        + " where refused is not null order by id limit ?",
                row -> new RefusedCommand(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getObject("enrolment_id", UUID.class),
                        row.getString("refused"),
                        row.getInt("attempts"),
                        Objects.requireNonNull(Sql.instant(row, "created_at"))),
                limit);
    }

    private Entry entry(Tuple row) {
        var type = switch (row.get("kind", String.class)) {
            case "START" -> EngineCommand.Start.class;
            case "PUBLISH" -> EngineCommand.Publish.class;
            case "CANCEL" -> EngineCommand.Cancel.class;
            case "RETRY" -> EngineCommand.Retry.class;
            default -> throw new IllegalStateException("The table allows no other kind");
        };
        return new Entry(
                row.get("id", Long.class),
                read(row.get("payload", String.class), type),
                row.get("definition_key", Long.class));
    }

    private String write(EngineCommand command) {
        try {
            return json.writeValueAsString(command);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Commands hold ids only", impossible);
        }
    }

    private <T> T read(String payload, Class<T> type) {
        try {
            return json.readValue(payload, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("Expected a payload of our own in the outbox", foreign);
        }
    }

    private record AfterCommit(Runnable action) implements Synchronization {
        @Override
        public void beforeCompletion() {
            // nothing to do before
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                action.run();
            }
        }
    }
}
