package dev.waymark.segment.drools;

import dev.waymark.support.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule file that a decision table stands for, as if somebody had written it.
 *
 * @param table path of the table
 * @param cells for each line of the text the cell of the table that it comes from
 */
record WrittenFile(DefinitionFile file, String table, List<Token> cells) {

    /** Of the rows that name one segment. */
    static WrittenFile of(String table, List<TableRow> rows) {
        var writing = new Writing();
        for (var row : rows) {
            writing.write(table, row, row == rows.getFirst());
        }
        var path = "rules/segments/" + rows.getFirst().segment().text() + ".drl";
        return new WrittenFile(
                new DefinitionFile(path, writing.text.toString().getBytes(StandardCharsets.UTF_8)),
                table,
                List.copyOf(writing.cells));
    }

    private static final class Writing {

        private final StringBuilder text = new StringBuilder();
        private final List<Token> cells = new ArrayList<>();

        void write(String table, TableRow row, boolean isFirst) {
            var segment = row.segment();
            add(segment, "// Line " + row.line() + " of " + table + ".");
            add(segment, "rule \"" + name(table, row) + "\"");
            add(segment, "    @segment(\"" + segment.text() + "\")");
            if (isFirst) {
                var title = Objects.requireNonNullElse(row.text("title"), inWords(segment.text()));
                add(row.cells().getOrDefault("title", segment), "    @title(\"" + title + "\")");
            } else {
                addIfThere(row, "title");
            }
            List.of("owner", "description", "group").forEach(column -> addIfThere(row, column));
            add(segment, "when");
            add(segment, "    " + row.condition());
            add(segment, "then");
            add(row.cells().get("reason"), "    segment.add(\"" + row.text("reason") + "\");");
            add(segment, "end");
        }

        private void addIfThere(TableRow row, String column) {
            var text = row.text(column);
            if (text != null) {
                add(row.cells().get(column), "    @" + column + "(\"" + text + "\")");
            }
        }

        private void add(Token cell, String line) {
            text.append(line).append('\n');
            cells.add(cell);
        }

        private static String name(String table, TableRow row) {
            return "The scores of line " + row.line() + " in " + table + " mean "
                    + row.segment().text();
        }

        private static String inWords(String key) {
            return Character.toUpperCase(key.charAt(0)) + key.substring(1).replace('-', ' ');
        }
    }

    /** Checks the file; what is wrong is told of the table's cells. */
    Optional<CheckedFile> check(FileFindings findings) {
        var own = new FileFindings(file.path());
        var checked = CheckedFile.read(file, own);
        own.asList().forEach(finding -> {
            if (finding.line() == 0) {
                findings.inFile(finding.sentence());
            } else {
                findings.at(cells.get(finding.line() - 1), finding.sentence());
            }
        });
        return checked.map(one -> one.writtenIn(table));
    }
}
