package dev.waymark.segment.drools;

import dev.waymark.support.DefinitionFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Segments by scores as a table, for analysts who think in cells: each row names scores and the segment they mean.
 *
 * <p>A table is another way to write rule files. What it stands for is their text, one file for each segment, which goes
 * through the same check as a file somebody wrote.
 */
final class DecisionTable {

    private static final String FOLDER = "rules/tables/";
    private static final String ENDING = ".csv";
    private static final List<String> NEEDED = List.of("r", "f", "m", "segment", "reason", "owner");
    private static final List<String> POSSIBLE = List.of("title", "description", "group");

    private final DefinitionFile file;
    private final FileFindings findings;
    private final List<TableRow> rows = new ArrayList<>();

    private DecisionTable(DefinitionFile file, FileFindings findings) {
        this.file = file;
        this.findings = findings;
    }

    static boolean is(DefinitionFile file) {
        return file.path().startsWith(FOLDER) && file.path().endsWith(ENDING);
    }

    /** The rule files that the table stands for, in the order in which it names them; none if there are findings. */
    static List<WrittenFile> read(DefinitionFile file, FileFindings findings) {
        var table = new DecisionTable(file, findings);
        // the rules name the table they are from
        if (!MetadataCheck.isKey(file.key()) || !file.path().equals(FOLDER + file.key() + ENDING)) {
            findings.inFile("Expected a table's name in kebab-case such as rfm-scores.csv, but it is not. Rename it.");
            return List.of();
        }
        try {
            table.readAll(RuleText.of(file).lines().toList());
        } catch (SyntaxRefusal refusal) {
            findings.at(refusal);
        }
        return findings.isEmpty() ? table.write() : List.of();
    }

    private void readAll(List<String> lines) {
        var header = lines.isEmpty() ? "" : lines.getFirst();
        var separator = header.indexOf(',') < 0 ? ';' : ',';
        var columns = columns(CsvLine.cellsOf(header, 1, separator));
        if (!findings.isEmpty()) {
            return;
        }
        for (int i = 1; i < lines.size(); i++) {
            readLine(columns, lines.get(i), i + 1, separator);
        }
        if (rows.isEmpty() && findings.isEmpty()) {
            findings.inFile(
                    "Expected a row for at least one segment, but there is none. Write one or delete the file.");
        }
    }

    private List<String> columns(List<Token> header) {
        var columns = header.stream()
                .map(cell -> cell.text().toLowerCase(Locale.ROOT))
                .toList();
        for (int i = 0; i < columns.size(); i++) {
            var isKnown = NEEDED.contains(columns.get(i)) || POSSIBLE.contains(columns.get(i));
            if (!isKnown || columns.indexOf(columns.get(i)) < i) {
                findings.at(
                        header.get(i),
                        "Expected each of the columns " + inWords() + " once, but found "
                                + header.get(i).quoted() + ". Rename or delete it.");
            }
        }
        NEEDED.stream()
                .filter(needed -> !columns.contains(needed))
                .forEach(needed -> findings.at(
                        header.getFirst(),
                        "Expected the column " + needed + ", but it is missing. The columns are " + inWords() + "."));
        return columns;
    }

    private static String inWords() {
        return String.join(", ", NEEDED) + ", " + String.join(", ", POSSIBLE);
    }

    private void readLine(List<String> columns, String text, int line, char separator) {
        if (text.isBlank()) {
            return;
        }
        try {
            var cells = CsvLine.cellsOf(text, line, separator);
            if (cells.size() != columns.size()) {
                throw new SyntaxRefusal(
                        cells.getFirst(),
                        "Expected " + columns.size() + " cells, but there are " + cells.size()
                                + ". A cell with a comma in it stands in double quotes.");
            }
            var named = new LinkedHashMap<String, Token>();
            for (int i = 0; i < cells.size(); i++) {
                named.put(columns.get(i), cells.get(i));
            }
            keep(new TableRow(line, named, scores(named)));
        } catch (SyntaxRefusal refusal) {
            findings.at(refusal);
        }
    }

    private Map<String, ScoreRange> scores(Map<String, Token> cells) {
        var scores = new HashMap<String, ScoreRange>();
        for (var score : TableRow.SCORES) {
            ScoreRange.of(cells.get(score).text())
                    .ifPresentOrElse(
                            range -> scores.put(score, range),
                            () -> findings.at(
                                    cells.get(score),
                                    "Expected " + ScoreRange.FORMS + ", but found "
                                            + cells.get(score).quoted() + ". Change it."));
        }
        return scores;
    }

    private void keep(TableRow row) {
        if (!MetadataCheck.isKey(row.segment().text())) {
            findings.at(
                    row.segment(),
                    "Expected a segment's key such as \"new-customers\", but found "
                            + row.segment().quoted() + ". Change it.");
        }
        for (var column : Stream.of("reason", "owner").map(row.cells()::get).toList()) {
            findings.requireShort(column, "a text", RuleFileReader.MAX_TEXT);
        }
        if (row.scores().size() == TableRow.SCORES.size()) {
            rows.forEach(before -> refuseOverlap(before, row));
            rows.add(row);
        }
    }

    private void refuseOverlap(TableRow before, TableRow row) {
        if (!before.segment().text().equals(row.segment().text())) {
            before.shared(row)
                    .ifPresent(scores -> findings.at(
                            row.segment(),
                            "Expected one segment for each three scores, but " + scores + " means \""
                                    + before.segment().text() + "\" by line " + before.line()
                                    + " too. Narrow one of them."));
        }
    }

    private List<WrittenFile> write() {
        var bySegment = new LinkedHashMap<String, List<TableRow>>();
        rows.forEach(row -> bySegment
                .computeIfAbsent(row.segment().text(), segment -> new ArrayList<>())
                .add(row));
        return bySegment.values().stream()
                .map(ofSegment -> WrittenFile.of(file.path(), ofSegment))
                .toList();
    }
}
