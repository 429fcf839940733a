package dev.waymark.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.waymark.imports.ImportRows.StoredRow;
import dev.waymark.support.Digest;
import dev.waymark.support.Ids;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
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

    @Transactional(rollbackOn = {RefusedFile.class, IOException.class})
    @TransactionConfiguration(timeout = SECONDS)
    ImportView take(ImportKind kind, String source, InputStream content) throws RefusedFile, IOException {
        try (var csv = CsvFile.open(content)) {
            var titles = csv.next().orElseThrow(ImportIntake::empty).getFields();
            var header = Header.of(titles, kind.form());
            var file = running(kind, source, titles);
            imports.persistAndFlush(file);
            file.rowsTotal = addRows(file, csv, header.indexOf(kind.form().keyColumn()));
            return ImportView.of(file);
        }
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

    private long addRows(ImportFile file, CsvFile csv, int keyColumn) throws RefusedFile {
        var total = 0L;
        var some = new ArrayList<StoredRow>(ROWS_AT_ONCE);
        for (var row = csv.next(); row.isPresent(); row = csv.next()) {
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

    private static StoredRow stored(CsvRecord row, int keyColumn) {
        var line = row.getStartingLineNumber();
        return new StoredRow(line, key(row, keyColumn).map(Digest::of).orElse("line " + line), row.getFields());
    }

    private static Optional<String> key(CsvRecord row, int keyColumn) {
        return keyColumn < 0 || keyColumn >= row.getFieldCount()
                ? Optional.empty()
                : Optional.of(row.getField(keyColumn).strip()).filter(key -> !key.isEmpty());
    }

    private static RefusedFile empty() {
        return Header.refused("Expected a header in the first line, but the file is empty.");
    }
}
