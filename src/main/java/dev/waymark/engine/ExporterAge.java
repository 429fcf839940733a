package dev.waymark.engine;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How old what the broker's exporter has written is. Two look-ups in an index for each partition. Thread-safe; reads
 * only.
 */
@ApplicationScoped
public class ExporterAge {

    private final Sql sql;
    private final Clock clock;

    ExporterAge(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * By business time, which the broker tells too; zero where there is no such record.
     *
     * @param newest since the newest record of the partition that is furthest behind
     * @param unread since the oldest end of a process instance that no enrolment has heard of
     */
    public record Age(Duration newest, Duration unread) {}

    private record Partition(
            @Nullable Instant newest, @Nullable Instant unread) {}

    public Age now() {
        var partitions = sql.query("""
                select (select r.at from engine_record r where r.partition_id = c.partition_id
                        order by r.position desc limit 1) as newest,
                       (select r.at from engine_record r
                        where r.partition_id = c.partition_id and r.position > c.position
                          and r.element_type = 'PROCESS' and r.intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED')
                        order by r.position limit 1) as unread
                from engine_cursor c
                """, row -> new Partition(Sql.instant(row, "newest"), Sql.instant(row, "unread")));
        return new Age(oldest(partitions, Partition::newest), oldest(partitions, Partition::unread));
    }

    private Duration oldest(List<Partition> partitions, Function<Partition, @Nullable Instant> moment) {
        return partitions.stream()
                .map(moment)
                .filter(Objects::nonNull)
                .map(at -> Duration.between(at, clock.instant()))
                .filter(Duration::isPositive)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
