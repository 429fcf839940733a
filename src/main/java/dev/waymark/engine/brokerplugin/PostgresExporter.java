package dev.waymark.engine.brokerplugin;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.Record;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Copies what happened to process instances into Waymark's database, so that a trace needs no second product.
 *
 * <p>The broker calls it from one thread. Records arrive at least once; the table keeps each of them once, by partition
 * and position. The position is acknowledged after the commit only, so a crash anywhere loses nothing.
 */
public final class PostgresExporter implements Exporter {

    private static final int BATCH = 500;
    private static final int MOST_WAITING = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    private final List<EngineRecord> waiting = new ArrayList<>();
    private final RetryPause pause = new RetryPause(System::nanoTime);
    private @Nullable Logger log;
    private @Nullable EngineRecordTable table;
    private @Nullable Controller controller;
    private @Nullable ScheduledTask nextFlush;
    private long lastSeen = -1;
    private long lastAcknowledged = -1;

    /** Also called once to validate the settings, without an {@link #open} to follow: nothing is connected here. */
    @Override
    public void configure(Context context) {
        log = context.getLogger();
        var arguments = context.getConfiguration().getArguments();
        var url = text(arguments, "url");
        if (url == null || !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("Expected the exporter argument url to start with jdbc:postgresql:, but"
                    + " it is " + (url == null ? "missing" : "another one") + ".");
        }
        table = new EngineRecordTable(url, text(arguments, "username"), text(arguments, "password"));
        context.setFilter(new KeptRecords());
    }

    @Override
    public void open(Controller controller) {
        this.controller = controller;
        scheduleFlush();
    }

    @Override
    public void export(Record<?> source) {
        if (waiting.size() >= MOST_WAITING) {
            flush();
        }
        if (waiting.size() >= MOST_WAITING) {
            throw new PostgresAway();
        }
        KeptRecords.rowOf(source).ifPresent(waiting::add);
        lastSeen = source.getPosition();
        if (waiting.size() >= BATCH) {
            flush();
        }
    }

    @Override
    public void close() {
        if (nextFlush != null) {
            nextFlush.cancel();
        }
        flush();
        if (table != null) {
            table.close();
        }
    }

    private void scheduleFlush() {
        nextFlush = opened().scheduleCancellableTask(LONGEST_WAIT, this::flushAndScheduleNext);
    }

    private void flushAndScheduleNext() {
        try {
            flush();
        } finally {
            scheduleFlush();
        }
    }

    private void flush() {
        if (waiting.isEmpty()) {
            acknowledge();
        } else if (pause.isOver()) {
            write();
        }
    }

    private void write() {
        try {
            Objects.requireNonNull(table).write(waiting);
            waiting.clear();
            if (pause.succeeded()) {
                logger().info("Writing engine records to PostgreSQL again.");
            }
            acknowledge();
        } catch (SQLException failure) {
            noteFailure(failure);
        }
    }

    /** Moves past records that are not kept, too; otherwise the broker could never shorten its log. */
    private void acknowledge() {
        if (lastSeen > lastAcknowledged && controller != null) {
            controller.updateLastExportedRecordPosition(lastSeen);
            lastAcknowledged = lastSeen;
        }
    }

    private void noteFailure(SQLException failure) {
        if (pause.failed()) {
            // a batch's own message quotes every row; the one behind it has the reason
            var reason = Objects.requireNonNullElse(failure.getNextException(), failure);
            logger().warn(
                            "Expected to write engine records to PostgreSQL, but it failed; trying again until it works."
                                    + " sqlState={} reason={}",
                            reason.getSQLState(),
                            reason.getMessage());
        }
    }

    private Logger logger() {
        return Objects.requireNonNull(log);
    }

    private Controller opened() {
        return Objects.requireNonNull(controller);
    }

    private static @Nullable String text(Map<String, Object> arguments, String name) {
        var value = arguments.get(name);
        return value == null ? null : value.toString();
    }
}
