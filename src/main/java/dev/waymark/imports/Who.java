package dev.waymark.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The columns that say who a row is about. */
final class Who {

    /** What a source calls a person by itself. */
    private static final List<String> IDS = List.of("userId", "anonymousId");

    /** What a person is reached by; traits that are identities too. */
    private static final List<String> ADDRESSES = List.of("email", "phone", "lineId");

    static final Set<String> COLUMNS = Set.of("userId", "anonymousId", "email", "phone", "lineId");

    private Who() {}

    static void require(ImportRow row) throws RefusedRow {
        if (COLUMNS.stream().noneMatch(row::has)) {
            throw new RefusedRow(
                    row.line(),
                    null,
                    "Expected userId, anonymousId, email, phone or lineId to say who this is, but all are empty.");
        }
    }

    /** Moves the ids to the event itself, where the tracking API has them. */
    static void moveIds(ObjectNode cells, ObjectNode event) {
        IDS.stream().filter(cells::has).forEach(id -> event.set(id, cells.remove(id)));
    }

    /** Puts the person into an event that is not about traits. */
    static void put(ImportRow row, ObjectNode event) {
        moveIds(row.cells().deepCopy(), event);
        if (ADDRESSES.stream().anyMatch(row::has)) {
            var traits = event.putObject("context").putObject("traits");
            ADDRESSES.stream()
                    .filter(row::has)
                    .forEach(address -> traits.set(address, row.cells().get(address)));
        }
    }
}
