package dev.waymark.engine.brokerplugin;

import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceCreationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceCreationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the broker's records tell the story of a process instance. Of its variables only the enrolment's id is kept,
 * which says whose instance it is, also where the answer to its creation was lost.
 */
final class KeptRecords implements Context.RecordFilter {

    private static final Set<Intent> INTENTS = Set.of(
            ProcessInstanceIntent.ELEMENT_ACTIVATED,
            ProcessInstanceIntent.ELEMENT_COMPLETED,
            ProcessInstanceIntent.ELEMENT_TERMINATED,
            ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN,
            IncidentIntent.CREATED,
            IncidentIntent.RESOLVED,
            ProcessInstanceCreationIntent.CREATED);

    private static final Set<ValueType> TYPES =
            Set.of(ValueType.PROCESS_INSTANCE, ValueType.INCIDENT, ValueType.PROCESS_INSTANCE_CREATION);

    @Override
    public boolean acceptType(RecordType type) {
        return type == RecordType.EVENT;
    }

    @Override
    public boolean acceptValue(ValueType type) {
        return TYPES.contains(type);
    }

    /** The row to write, or empty for a record that is only walked past. */
    static Optional<EngineRecord> rowOf(Record<?> source) {
        if (!INTENTS.contains(source.getIntent())) {
            return Optional.empty();
        }
        return switch (source.getValue()) {
            case ProcessInstanceRecordValue value -> Optional.of(EngineRecord.of(source, value));
            case IncidentRecordValue value -> Optional.of(EngineRecord.of(source, value));
            case ProcessInstanceCreationRecordValue value -> EngineRecord.of(source, value);
            default -> Optional.empty();
        };
    }
}
