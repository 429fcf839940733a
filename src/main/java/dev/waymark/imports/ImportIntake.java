package dev.waymark.imports;

import dev.waymark.imports.FileRows.FileRow;
import dev.waymark.imports.ImportRows.StoredRow;
import dev.waymark.support.Digest;
import dev.waymark.support.Ids;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a file into the database, all of it or nothing: what is answered is there, whatever is killed next.
 *
 * <p>Thread-safe; one transaction for each file.
 */
@ApplicationScoped
class ImportIntake {

    /** Many times what a file of the largest size takes on a machine that has little else to do. */
    private static final int SECONDS = 300;

    private static final int ROWS_AT_ONCE = 1_000;

    private final Imports imports;
    private final ImportRows rows;
    private final Ids ids;
    private final Clock clock;

    ImportIntake(Imports imports, ImportRows rows, Ids ids, Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
    }

    /** The import of a file; of one that came by the same key before, the import of then. */
    @Transactional(rollbackOn = {RefusedFile.class, IOException.class})
    @TransactionConfiguration(timeout = SECONDS)
    ImportView take(Handed handed, Upload upload) throws RefusedFile, IOException {
        var key = handed.requestKey();
        var earlier = key == null ? Optional.<ImportFile>empty() : imports.lockedBy(key);
        return earlier.isPresent() ? repeat(earlier.get(), handed, upload) : taken(handed, upload);
    }

    private static ImportView repeat(ImportFile earlier, Handed handed, Upload upload) throws RefusedFile {
        if (earlier.kind != handed.kind()
                || !earlier.source.equals(handed.source())
                || !upload.digest().equals(earlier.digest)) {
            throw new RefusedFile(
                    "idempotency-key-reused",
                    "Expected a new Idempotency-Key, but this one was used for another file. Make a new one.");
        }
        return ImportView.of(earlier);
    }

    private ImportView taken(Handed handed, Upload upload) throws RefusedFile, IOException {
        var form = handed.kind().form();
        try (var content = open(handed, upload)) {
            var titles = content.titles();
            var header = Header.of(titles, form);
            var file = running(handed.kind(), handed.source(), titles);
            file.requestKey = handed.requestKey();
            file.digest = upload.digest();
            imports.persistAndFlush(file);
            file.rowsTotal = addRows(file, content, header.indexOf(form.keyColumn()));
            return ImportView.of(file);
        }
    }

    private static FileRows open(Handed handed, Upload upload) throws RefusedFile, IOException {
        return handed.isJson() && handed.kind().form() instanceof TableForm form
                ? JsonFile.open(upload.content(), form)
                : CsvFile.open(upload.content());
    }

    private ImportFile running(ImportKind kind, String source, List<String> titles) {
        var file = new ImportFile();
        file.id = ids.next();
        file.kind = kind;
        file.source = source;
        file.status = ImportStatus.RUNNING;
        file.header = titles.toArray(String[]::new);
        file.createdAt = clock.instant();
        file.workedAt = file.createdAt;
        return file;
    }

    private long addRows(ImportFile file, FileRows content, int keyColumn) throws RefusedFile {
        var total = 0L;
        var some = new ArrayList<StoredRow>(ROWS_AT_ONCE);
        for (var row = content.next(); row.isPresent(); row = content.next()) {
            some.add(stored(row.get(), keyColumn));
            total++;
            if (some.size() == ROWS_AT_ONCE) {
                rows.add(file.id, some);
                some.clear();
            }
        }
        rows.add(file.id, some);
        rows.added();
        return total;
    }

    private static StoredRow stored(FileRow row, int keyColumn) {
        return new StoredRow(row.line(), key(row, keyColumn).map(Digest::of).orElse("line " + row.line()), row.cells());
    }

    private static Optional<String> key(FileRow row, int keyColumn) {
        return keyColumn < 0 || keyColumn >= row.cells().size()
                ? Optional.empty()
                : Optional.of(row.cells().get(keyColumn).strip()).filter(key -> !key.isEmpty());
    }
}
