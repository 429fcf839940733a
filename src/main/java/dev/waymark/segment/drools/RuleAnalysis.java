package dev.waymark.segment.drools;

import dev.waymark.segment.RuleSetAnalysis.Kind;
import dev.waymark.segment.RuleSetAnalysis.Remark;
import dev.waymark.segment.drools.Clause.Any;
import dev.waymark.segment.drools.ReadFile.ReadRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rules that decide nothing: those nobody can fulfil, and those that come too late in their file. */
final class RuleAnalysis {

    private RuleAnalysis() {}

    static List<Remark> of(ReadFile file) {
        var remarks = new ArrayList<Remark>();
        var before = new ArrayList<Clause>();
        for (var rule : file.rules()) {
            remark(file, rule, new Any(List.copyOf(before))).forEach(remarks::add);
            before.add(rule.when());
        }
        return remarks;
    }

    private static Stream<Remark> remark(ReadFile file, ReadRule rule, Any before) {
        var alone = Search.of(List.of(rule.when()), cell -> cell.holds(rule.when()));
        if (alone.isImpossible()) {
            return Stream.of(new Remark(
                    Kind.NEVER_HOLDS,
                    file.about().file(),
                    rule.line(),
                    "Expected a rule that somebody can fulfil, but the conditions of \"%s\" exclude each other. Correct"
                                    .formatted(rule.name())
                            + " or delete it.",
                    Map.of()));
        }
        var first = before.parts().isEmpty()
                ? alone
                : Search.of(List.of(rule.when(), before), cell -> cell.holds(rule.when()) && !cell.holds(before));
        return first.isImpossible() ? Stream.of(shadowed(file, rule, alone.example())) : Stream.empty();
    }

    private static Remark shadowed(ReadFile file, ReadRule rule, Map<String, Object> example) {
        return new Remark(
                Kind.SHADOWED,
                file.about().file(),
                rule.line(),
                "Expected a rule that lets somebody in, but whoever fulfils \"%s\" fulfils an earlier rule of the file. Delete"
                                .formatted(rule.name())
                        + " it, or put it first.",
                example);
    }
}
