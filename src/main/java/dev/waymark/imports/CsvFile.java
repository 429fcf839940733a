package dev.waymark.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file (RFC 4180, UTF-8), read from the first row to the last. How many cells a row has is for others to judge;
 * where a quote is wrong nobody can say any more where rows end, so then the file is refused.
 */
final class CsvFile implements FileRows {

    private static final int BOM = 0xFEFF;

    private final CloseableIterator<CsvRecord> records;
    private long lastLine;

    private CsvFile(CloseableIterator<CsvRecord> records) {
        this.records = records;
    }

    static CsvFile open(InputStream content) throws IOException, RefusedFile {
        // unlike the usual one, this decoder refuses what it does not know
        var text = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder()));
        try {
            skipByteOrderMark(text);
        } catch (CharacterCodingException other) {
            throw notUtf8();
        }
        return new CsvFile(CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .skipEmptyLines(true)
                .ofCsvRecord(text)
                .iterator());
    }

    @Override
    public List<String> titles() throws RefusedFile {
        return next().orElseThrow(CsvFile::empty).cells();
    }

    @Override
    public Optional<FileRow> next() throws RefusedFile {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            var row = records.next();
            lastLine = row.getStartingLineNumber();
            if (row.getFields().stream().anyMatch(cell -> cell.indexOf('\0') >= 0)) {
                throw notUtf8();
            }
            return Optional.of(new FileRow(lastLine, row.getFields()));
        } catch (CsvParseException | UncheckedIOException unreadable) {
            throw isNotUtf8(unreadable) ? notUtf8() : malformed();
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BOM) {
            text.reset();
        }
    }

    private static RefusedFile empty() {
        return Header.refused("Expected a header in the first line, but the file is empty.");
    }

    private static boolean isNotUtf8(Throwable unreadable) {
        for (var cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return true;
            }
        }
        return false;
    }

    private static RefusedFile notUtf8() {
        return new RefusedFile(
                "file-not-utf8",
                "Expected a file in UTF-8, but it is in another encoding or not text. Save it as CSV UTF-8.");
    }

    private RefusedFile malformed() {
        return new RefusedFile(
                "file-malformed",
                "Expected a CSV file, but after line " + lastLine + " a quote is opened and not closed, or followed by"
                        + " something else than a comma. Nothing of the file was taken.");
    }
}
