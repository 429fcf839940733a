package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.fact.Effort;
import java.time.Instant;
import java.util.List;

/**
 * Finds the moment at which the first of many files says something else. No file does before one of its questions can be
 * answered differently, and many files ask the same: so questions come first, each once, and then only the files whose
 * turn can come before what was found. Mostly those are few. Immutable, thread-safe.
 */
final class FirstChange {

    private final List<ReadFile> files;
    private final List<Call> calls;

    /** For each file which of the calls are its own. */
    private final int[][] callsOfFiles;

    /** @param files of which time can change an answer */
    FirstChange(List<ReadFile> files) {
        this.files = files;
        this.calls = files.stream()
                .flatMap(file -> file.callsInTime().stream())
                .distinct()
                .toList();
        this.callsOfFiles = files.stream()
                .map(file ->
                        file.callsInTime().stream().mapToInt(calls::indexOf).toArray())
                .toArray(int[][]::new);
    }

    /** The moment, if it is before {@code end}; else some moment that is not. */
    Instant before(Answers now, Instant end) {
        var turns = turns(now);
        var first = end;
        for (var turn = earliest(turns); turn.isBefore(first); turn = earliest(turns)) {
            for (int i = 0; i < turns.length; i++) {
                if (turns[i].equals(turn)) {
                    turns[i] = Outlook.NEVER;
                    var change = files.get(i).nextChange(now, first);
                    first = change.isBefore(first) ? change : first;
                }
            }
        }
        return first;
    }

    /** For each file the moment before which it says what it says now. */
    private Instant[] turns(Answers now) {
        var ofCalls = new Instant[calls.size()];
        Effort.spendSome(ofCalls.length);
        for (int i = 0; i < ofCalls.length; i++) {
            ofCalls[i] = Courses.earliest(calls.get(i), now.facts());
        }
        var turns = new Instant[files.size()];
        for (int i = 0; i < turns.length; i++) {
            turns[i] = earliest(callsOfFiles[i], ofCalls);
        }
        return turns;
    }

    private static Instant earliest(int[] some, Instant[] moments) {
        var earliest = Outlook.NEVER;
        for (var one : some) {
            earliest = moments[one].isBefore(earliest) ? moments[one] : earliest;
        }
        return earliest;
    }

    private static Instant earliest(Instant[] moments) {
        var earliest = Outlook.NEVER;
        for (var moment : moments) {
            earliest = moment.isBefore(earliest) ? moment : earliest;
        }
        return earliest;
    }
}
