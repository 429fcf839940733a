package dev.waymark.segment.drools;

import dev.waymark.segment.KnownNames;
import dev.waymark.segment.RuleSetAnalysis;
import dev.waymark.segment.RuleSetAnalysis.Remark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at a rule set as a whole. */
final class Analysing {

    private Analysing() {}

    static RuleSetAnalysis analyse(String ruleSet, List<ReadFile> files, KnownNames known) {
        var remarks = new ArrayList<Remark>();
        groups(files).forEach((group, members) -> remarks.addAll(GroupAnalysis.of(group, members)));
        files.forEach(file -> remarks.addAll(RuleAnalysis.of(file)));
        remarks.addAll(SamePeople.of(of(RuleKind.SEGMENT, files)));
        remarks.addAll(NameAnalysis.of(files, known));
        return new RuleSetAnalysis(
                ruleSet,
                remarks.stream()
                        .sorted(Comparator.comparing(Remark::file).thenComparingInt(Remark::line))
                        .toList());
    }

    /** Segments of which everybody is to be in one, by the name they give their group. */
    private static Map<String, List<ReadFile>> groups(List<ReadFile> files) {
        var groups = new LinkedHashMap<String, List<ReadFile>>();
        for (var file : of(RuleKind.SEGMENT, files)) {
            var group = file.about().group();
            if (group != null) {
                groups.computeIfAbsent(group, any -> new ArrayList<>()).add(file);
            }
        }
        return groups;
    }

    private static List<ReadFile> of(RuleKind kind, List<ReadFile> files) {
        return files.stream().filter(file -> file.about().kind() == kind).toList();
    }
}
