package dev.waymark.imports;

import dev.waymark.event.EventIngestion;
import dev.waymark.event.EventReading;
import dev.waymark.support.DatabaseAway;
import dev.waymark.support.FaultPoint;
import dev.waymark.support.Loop;
import dev.waymark.support.RejectedRequest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works the rows of imports in the background, some at a time, each import in its turn.
 *
 * <p>Events are stored first, each in the transaction of {@link EventIngestion}; then, in one transaction, the rows go
 * and the counts grow. Killed in between, the same rows are worked again, and their events are recognised as repeats.
 */
@ApplicationScoped
class ImportWork {

    private static final Logger LOG = Logger.getLogger(ImportWork.class);

    /** After the rules and journeys that decide about what comes in. */
    private static final int ORDER = 1_000;

    /** Before the writers of events, which it would wait for. */
    private static final int STOP_ORDER = 100;

    private static final int ROWS_AT_ONCE = 500;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Imports imports;
    private final ImportRows rows;
    private final EventReading reading;
    private final EventIngestion ingestion;
    private final FaultPoint fault;
    private @Nullable Loop loop;

    ImportWork(Imports imports, ImportRows rows, EventReading reading, EventIngestion ingestion, FaultPoint fault) {
        this.imports = imports;
        this.rows = rows;
        this.reading = reading;
        this.ingestion = ingestion;
        this.fault = fault;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        loop = Loop.start("imports", LOOK_EVERY, this::workSome);
    }

    void stop(@Observes @Priority(STOP_ORDER) ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Asks to begin now. */
    void wake() {
        if (loop != null) {
            loop.wake();
        }
    }

    private boolean workSome() {
        var waiting = imports.longestWaiting();
        waiting.ifPresent(this::workSomeOf);
        return waiting.isPresent();
    }

    private void workSomeOf(ImportFile file) {
        try {
            var some = rows.next(file.id, ROWS_AT_ONCE);
            if (some.isEmpty()) {
                imports.finish(file.id);
                LOG.infof("import done id=%s rows=%d", file.id, file.rowsTotal);
            } else {
                work(file, some);
            }
        } catch (RuntimeException | RefusedFile broken) {
            giveUp(file, broken);
        }
    }

    private void work(ImportFile file, List<ImportRows.StoredRow> some) throws RefusedFile {
        var form = file.kind.form();
        var header = Header.of(List.of(file.header), form);
        if (form instanceof EventForm events) {
            ingest(file, WorkedRows.of(some, header, events, reading));
        } else {
            imports.takeRows(file, header, some);
        }
    }

    private void ingest(ImportFile file, WorkedRows worked) {
        var ingested = ingestion.ingestAll(file.source, worked.events());
        fault.pass("import.after-ingest");
        imports.advance(file.id, worked, ingested);
    }

    /** What passes is tried again later; what else breaks would break again and keep the others waiting. */
    private void giveUp(ImportFile file, Exception broken) {
        if (broken instanceof RuntimeException passing && isPassing(passing)) {
            throw passing;
        }
        LOG.errorf(broken, "import failed id=%s", file.id);
        imports.fail(
                file.id,
                "Something broke here; the server's log has the cause. Send the file again: what is stored is not stored"
                        + " twice.");
    }

    /** The database is away, or too many events of the source are waiting. */
    private static boolean isPassing(RuntimeException broken) {
        return broken instanceof RejectedRequest || DatabaseAway.isCauseOf(broken);
    }
}
