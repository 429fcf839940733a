package dev.waymark.segment.drools;

import dev.waymark.segment.RuleSetAnalysis.Kind;
import dev.waymark.segment.RuleSetAnalysis.Remark;
import dev.waymark.segment.drools.Expression.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds segments that have the same people whatever anybody does. */
final class SamePeople {

    private SamePeople() {}

    static List<Remark> of(List<ReadFile> files) {
        var remarks = new ArrayList<Remark>();
        for (int one = 0; one < files.size(); one++) {
            for (var other : files.subList(one + 1, files.size())) {
                if (areSame(files.get(one), other)) {
                    remarks.add(remark(files.get(one), other));
                }
            }
        }
        return remarks;
    }

    private static boolean areSame(ReadFile one, ReadFile other) {
        var clauses = List.of(one.any(), other.any());
        return shareSubject(one, other)
                && !Search.of(List.of(one.any()), cell -> cell.holds(one.any())).isImpossible()
                && Search.of(clauses, cell -> cell.holds(one.any()) != cell.holds(other.any()))
                        .isImpossible();
    }

    /** Rules that ask nothing alike are not compared: only those that hold for all or for nobody could be the same. */
    private static boolean shareSubject(ReadFile one, ReadFile other) {
        var names = new HashSet<>(names(one));
        names.retainAll(names(other));
        return !names.isEmpty();
    }

    private static List<String> names(ReadFile file) {
        return file.any().allCalls().map(SamePeople::name).collect(Collectors.toList());
    }

    private static String name(Call call) {
        return call.arguments().isEmpty()
                ? call.question().name()
                : call.arguments().getFirst().text();
    }

    private static Remark remark(ReadFile one, ReadFile other) {
        return new Remark(
                Kind.SAME_PEOPLE,
                other.about().file(),
                other.rules().getFirst().line(),
                "Expected segments of different people, but \"%s\" and \"%s\" have the same. Keep one."
                        .formatted(one.about().key(), other.about().key()),
                Map.of());
    }
}
