package dev.waymark.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Reads what the broker's exporter has written. Thread-safe; reads only, but for its own cursor. */
@ApplicationScoped
public class EngineRecords {

    /** Each locks a person and an enrolment until all of them are done. */
    private static final int AT_A_TIME = 50;

    private static final int CREATED_AT_A_TIME = 500;

    private final Session db;

    EngineRecords(Session db) {
        this.db = db;
    }

    /**
     * One thing that happened to a process instance.
     *
     * @param key of the element instance; for a sequence flow, of the record
     * @param intent ELEMENT_ACTIVATED, ELEMENT_COMPLETED, ELEMENT_TERMINATED, SEQUENCE_FLOW_TAKEN
     */
    public record EngineRecord(
            long position, long key, Instant at, String intent, String elementId, String elementType) {}

    /** A process instance that has ended. {@code endEvent} is the element id of the last end event, if one was reached. */
    public record EndedInstance(
            long instance, boolean completed, @Nullable String endEvent, Instant at) {}

    /** Everything that happened to one process instance, in order. */
    @Transactional
    public List<EngineRecord> of(long instance) {
        List<Tuple> rows = db.createNativeQuery(
                        "select position, record_key, at, intent, element_id, element_type from engine_record"
                                + " where instance = :instance and element_type is not null order by position",
                        Tuple.class)
                .setParameter("instance", instance)
                .getResultList();
        return rows.stream()
                .map(row -> new EngineRecord(
                        row.get("position", Long.class),
                        row.get("record_key", Long.class),
                        row.get("at", Instant.class),
                        row.get("intent", String.class),
                        row.get("element_id", String.class),
                        row.get("element_type", String.class)))
                .toList();
    }

    /** Keys of the element instances at which these instances have stopped and need a person. */
    @Transactional
    public Set<Long> stopped(Collection<Long> instances) {
        return db.createNativeQuery("""
                        select flow_scope from engine_record stopped
                        where instance = any(:instances) and intent = 'CREATED'
                          and not exists (select 1 from engine_record d
                                          where d.record_key = stopped.record_key and d.intent = 'RESOLVED')
                        """, Long.class)
                .setParameter("instances", instances.toArray(Long[]::new))
                .getResultStream()
                .collect(Collectors.toSet());
    }

    /** Those of these instances that have come to their end. */
    @Transactional
    public Set<Long> endedOf(Collection<Long> instances) {
        return db.createNativeQuery("""
                        select distinct instance from engine_record
                        where instance = any(:instances) and element_type = 'PROCESS'
                          and intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED')
                        """, Long.class)
                .setParameter("instances", instances.toArray(Long[]::new))
                .getResultStream()
                .collect(Collectors.toSet());
    }

    /** How many of these instances stand at each element now. */
    @Transactional
    public Map<String, Long> standing(List<Long> instances) {
        List<Tuple> rows = db.createNativeQuery("""
                        select element_id, count(*) as people
                        from (select element_id, instance from engine_record
                              where instance = any(:instances) and element_type not in ('PROCESS', 'EVENT_SUB_PROCESS')
                                and intent in ('ELEMENT_ACTIVATED', 'ELEMENT_COMPLETED', 'ELEMENT_TERMINATED')
                              group by element_id, instance, record_key
                              having count(*) = 1 and min(intent) = 'ELEMENT_ACTIVATED') standing
                        group by element_id
                        """, Tuple.class)
                .setParameter("instances", instances.toArray(Long[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.get("element_id", String.class), row -> row.get("people", Long.class)));
    }

    /** A process instance and whose it was started to be. */
    public record CreatedInstance(long instance, EnrolmentId enrolment) {}

    /** The newest record of each partition, by partition. */
    @Transactional
    public Map<Integer, Long> newest() {
        List<Tuple> rows = db.createNativeQuery("""
                        select partition_id, coalesce((select max(position) from engine_record r
                                                       where r.partition_id = c.partition_id), -1) as newest
                        from engine_cursor c
                        """, Tuple.class).getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.get("partition_id", Integer.class), row -> row.get("newest", Long.class)));
    }

    /**
     * Instances created since the cursor, oldest first; the caller's transaction moves the cursor.
     *
     * @param upTo the last record to look at, by partition
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<CreatedInstance> takeCreated(Map<Integer, Long> upTo) {
        List<Tuple> cursors = db.createNativeQuery(
                        "select partition_id, claimed_position from engine_cursor for update skip locked", Tuple.class)
                .getResultList();
        return cursors.stream()
                .flatMap(cursor -> takeCreated(
                        cursor.get("partition_id", Integer.class),
                        cursor.get("claimed_position", Long.class),
                        upTo.getOrDefault(cursor.get("partition_id", Integer.class), -1L)))
                .toList();
    }

    /** Whose instances these were started to be, where that is known. */
    @Transactional
    public Map<Long, EnrolmentId> createdFor(Collection<Long> instances) {
        List<Tuple> rows = db.createNativeQuery(
                        "select instance, detail from engine_record where instance = any(:instances)"
                                + " and intent = 'INSTANCE_CREATED'",
                        Tuple.class)
                .setParameter("instances", instances.toArray(Long[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.get("instance", Long.class),
                        row -> EnrolmentId.parse(row.get("detail", String.class))));
    }

    private Stream<CreatedInstance> takeCreated(int partition, long after, long newest) {
        List<Tuple> rows = db.createNativeQuery("""
                        select position, instance, detail from engine_record
                        where partition_id = :partition and position > :after and position <= :newest
                          and intent = 'INSTANCE_CREATED'
                        order by position limit :limit
                        """, Tuple.class)
                .setParameter("partition", partition)
                .setParameter("after", after)
                .setParameter("newest", newest)
                .setParameter("limit", CREATED_AT_A_TIME)
                .getResultList();
        var upTo = rows.size() < CREATED_AT_A_TIME ? newest : rows.getLast().get("position", Long.class);
        if (upTo > after) {
            db.createNativeQuery(
                            "update engine_cursor set claimed_position = :position where partition_id = :partition")
                    .setParameter("position", upTo)
                    .setParameter("partition", partition)
                    .executeUpdate();
        }
        return rows.stream()
                .map(row -> new CreatedInstance(
                        row.get("instance", Long.class), EnrolmentId.parse(row.get("detail", String.class))));
    }

    /** Instances that ended since the cursor, oldest first; the caller's transaction moves the cursor. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<EndedInstance> takeEnded() {
        List<Tuple> rows = db.createNativeQuery("""
                        select r.partition_id, r.position, r.instance, r.intent, r.at,
                               (select e.element_id from engine_record e
                                where e.instance = r.instance and e.element_type = 'END_EVENT'
                                  and e.intent = 'ELEMENT_COMPLETED'
                                order by e.position desc limit 1) as end_event
                        from engine_cursor c cross join lateral (
                            select * from engine_record ended
                            where ended.partition_id = c.partition_id and ended.position > c.position
                              and ended.element_type = 'PROCESS'
                              and ended.intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED')
                            order by ended.position limit :limit) r
                        order by r.partition_id, r.position
                        """, Tuple.class)
                .setParameter("limit", AT_A_TIME)
                .getResultList();
        rows.forEach(row -> moveCursor(row.get("partition_id", Integer.class), row.get("position", Long.class)));
        return rows.stream()
                .map(row -> new EndedInstance(
                        row.get("instance", Long.class),
                        row.get("intent", String.class).equals("ELEMENT_COMPLETED"),
                        row.get("end_event", String.class),
                        row.get("at", Instant.class)))
                .toList();
    }

    private void moveCursor(int partition, long position) {
        db.createNativeQuery("update engine_cursor set position = :position where partition_id = :partition")
                .setParameter("partition", partition)
                .setParameter("position", position)
                .executeUpdate();
    }
}
