package dev.waymark.segment.drools;

import dev.waymark.segment.RuleSetAnalysis.Kind;
import dev.waymark.segment.RuleSetAnalysis.Remark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the segments of a group against each other: everybody is to be in exactly one. Confined to one thread. */
final class GroupAnalysis {

    private final String group;
    private final List<ReadFile> files;
    private final Map<Pair, Found> overlaps = new LinkedHashMap<>();
    private final Found gap = new Found();
    private final Found nobody = new Found();

    private GroupAnalysis(String group, List<ReadFile> files) {
        this.group = group;
        this.files = files;
    }

    private record Pair(ReadFile one, ReadFile other) {}

    /** The first example, and how many there are. */
    private static final class Found {

        private int cells;
        private Map<String, Object> example = Map.of();

        void add(Cells cell) {
            example = cells++ == 0 ? cell.asExample() : example;
        }
    }

    static List<Remark> of(String group, List<ReadFile> files) {
        if (files.size() < 2) {
            return List.of();
        }
        return new GroupAnalysis(group, files).analyse();
    }

    private List<Remark> analyse() {
        var exhaustive = new Cells(files.stream().map(ReadFile::any).toList()).forEach(cell -> {
            look(cell);
            return true;
        });
        var remarks = new ArrayList<Remark>();
        overlaps.forEach((pair, found) -> remarks.add(overlap(pair, found)));
        if (gap.cells > 0) {
            remarks.add(gap("somebody is in none (%d combinations of answers)".formatted(gap.cells), gap));
        }
        if (nobody.cells > 0) {
            remarks.add(gap("somebody who never did anything is in none", nobody));
        }
        if (!exhaustive) {
            remarks.add(remark(
                    Kind.NOT_EXHAUSTIVE,
                    files.getFirst(),
                    "Expected so few combinations of answers that all can be tried, but group \"%s\" has more than a"
                                    .formatted(group)
                            + " million: some were drawn. Ask fewer questions in the group to have it proved.",
                    new Found()));
        }
        return remarks;
    }

    private void look(Cells cell) {
        var in = files.stream().filter(file -> cell.holds(file.any())).toList();
        if (in.isEmpty()) {
            (cell.isNobody() ? nobody : gap).add(cell);
        }
        for (int one = 0; one < in.size(); one++) {
            for (var other : in.subList(one + 1, in.size())) {
                overlaps.computeIfAbsent(new Pair(in.get(one), other), pair -> new Found())
                        .add(cell);
            }
        }
    }

    private Remark overlap(Pair pair, Found found) {
        return remark(
                Kind.OVERLAP,
                pair.other(),
                "Expected one segment of the group \"%s\" for everybody, but somebody is in \"%s\" and in \"%s\" (%d combinations of answers). Narrow one of them."
                        .formatted(
                                group,
                                pair.one().about().key(),
                                pair.other().about().key(),
                                found.cells),
                found);
    }

    private Remark gap(String but, Found found) {
        return remark(
                Kind.GAP,
                files.getFirst(),
                "Expected one segment of the group \"%s\" for everybody, but %s. Widen one of them, or leave it so if they belong nowhere."
                        .formatted(group, but),
                found);
    }

    private static Remark remark(Kind kind, ReadFile file, String sentence, Found found) {
        return new Remark(kind, file.about().file(), file.rules().getFirst().line(), sentence, found.example);
    }
}
