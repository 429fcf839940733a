package dev.waymark.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A file whose rows become events. */
interface EventForm extends ImportForm {

    /**
     * The events of one thing, as the tracking API takes them, with message ids that are the same each time.
     *
     * @param rows at least one
     */
    List<ObjectNode> events(List<ImportRow> rows) throws RefusedRow;
}
