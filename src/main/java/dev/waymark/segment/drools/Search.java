package dev.waymark.segment.drools;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a search for somebody came to.
 *
 * @param isFound whether there is somebody
 * @param exhaustive whether everybody was looked at until then
 * @param example the one found first; empty if nobody
 */
record Search(boolean isFound, boolean exhaustive, Map<String, Object> example) {

    static Search of(List<Clause> clauses, Predicate<Cells> wanted) {
        var found = new Object() {
            boolean any;
            Map<String, Object> example = Map.of();
        };
        var exhaustive = new Cells(clauses).forEach(cell -> {
            if (wanted.test(cell)) {
                found.any = true;
                found.example = cell.asExample();
            }
            return !found.any;
        });
        return new Search(found.any, exhaustive, found.example);
    }

    boolean isImpossible() {
        return !isFound && exhaustive;
    }
}
