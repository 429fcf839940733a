package dev.waymark.journey;

import dev.waymark.engine.EngineRecords.EngineRecord;
import dev.waymark.journey.model.Flow;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.journey.model.ResumingEdition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a process instance stood when it ended: one token, so the last record that is no completion says it.
 *
 * @param elementId of the element, or of the one that the last flow led to
 * @param pass key of the element instance; 0 where the element had not been reached
 * @param since when it was reached
 * @param isFirstPass whether the instance reached the element only once
 */
record StandingPlace(String elementId, long pass, Instant since, boolean isFirstPass) {

    private static final String SUB_PROCESS = "EVENT_SUB_PROCESS";
    private static final String FLOW_TAKEN = "SEQUENCE_FLOW_TAKEN";
    private static final String ACTIVATED = "ELEMENT_ACTIVATED";
    private static final String COMPLETED = "ELEMENT_COMPLETED";

    static Optional<StandingPlace> of(List<EngineRecord> records, JourneyModel model) {
        return records.stream()
                // what interrupts everything is the goal, and that is told again
                .takeWhile(record -> !record.elementType().equals(SUB_PROCESS))
                .filter(record -> !record.elementType().equals("PROCESS"))
                .filter(record -> !record.intent().equals(COMPLETED))
                .reduce((earlier, later) -> later)
                .map(last -> place(last, records, model));
    }

    private static StandingPlace place(EngineRecord last, List<EngineRecord> records, JourneyModel model) {
        if (last.intent().equals(FLOW_TAKEN)) {
            return new StandingPlace(target(last.elementId(), model), 0, last.at(), true);
        }
        var reached = records.stream()
                .filter(record -> record.intent().equals(ACTIVATED))
                .filter(record -> record.elementId().equals(last.elementId()))
                .toList();
        var since = reached.stream()
                .filter(record -> record.key() == last.key())
                .findFirst()
                .orElse(last)
                .at();
        return new StandingPlace(last.elementId(), last.key(), since, reached.size() <= 1);
    }

    private static String target(String flowId, JourneyModel model) {
        return model.flows().stream()
                .filter(flow -> flow.id().equals(flowId))
                .map(Flow::target)
                .findFirst()
                // a flow of ours leads from the beginning to where people go on
                .orElse(ResumingEdition.RESUME);
    }
}
