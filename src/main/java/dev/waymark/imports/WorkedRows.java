package dev.waymark.imports;

import dev.waymark.event.EventReading;
import dev.waymark.event.IncomingEvent;
import dev.waymark.event.UnsoundEvent;
import dev.waymark.imports.ImportRows.StoredRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What became of some rows: events to be stored, or what was wrong. A thing with a wrong row is refused whole, because
 * half an order under its id would keep the mended one out.
 *
 * @param refusedRows all rows of the things refused
 */
record WorkedRows(List<Long> lines, List<IncomingEvent> events, List<Refusal> refusals, int refusedRows) {

    static WorkedRows of(List<StoredRow> rows, Header header, EventForm form, EventReading reading) {
        var things = new LinkedHashMap<String, List<StoredRow>>();
        rows.forEach(row ->
                things.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
        var events = new ArrayList<IncomingEvent>();
        var refusals = new ArrayList<Refusal>();
        var refusedRows = 0;
        for (var thing : things.values()) {
            try {
                events.addAll(events(thing, header, form, reading));
            } catch (RefusedRow refused) {
                refusals.add(refused.refusal());
                refusedRows += thing.size();
            }
        }
        return new WorkedRows(rows.stream().map(StoredRow::line).toList(), events, refusals, refusedRows);
    }

    private static List<IncomingEvent> events(
            List<StoredRow> thing, Header header, EventForm form, EventReading reading) throws RefusedRow {
        var rows = new ArrayList<ImportRow>(thing.size());
        for (var row : thing) {
            rows.add(header.read(row.line(), row.cells()));
        }
        var events = new ArrayList<IncomingEvent>();
        for (var event : form.events(rows)) {
            try {
                events.add(reading.read(event.toString().getBytes(StandardCharsets.UTF_8), null, null));
            } catch (UnsoundEvent unsound) {
                throw new RefusedRow(thing.getFirst().line(), null, unsound.getMessage());
            }
        }
        return events;
    }
}
