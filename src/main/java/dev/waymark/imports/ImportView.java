package dev.waymark.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as shown.
 *
 * @param source under whose name its events are stored
 * @param endedAt null while it runs
 * @param reason why it failed, else null
 */
public record ImportView(
        UUID id,
        ImportKind kind,
        String source,
        ImportStatus status,
        Rows rows,
        Events events,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String reason) {

    /** Rows of the file without its header; those refused are among those done. */
    public record Rows(long total, long done, long refused) {}

    /** Events made of them: new ones, and those that were there already. */
    public record Events(long stored, long repeated) {}

    static ImportView of(ImportFile file) {
        return new ImportView(
                file.id,
                file.kind,
                file.source,
                file.status,
                new Rows(file.rowsTotal, file.rowsDone, file.rowsRefused),
                new Events(file.eventsStored, file.eventsRepeated),
                file.createdAt,
                file.endedAt,
                file.reason);
    }
}
