package dev.waymark.engine.brokerplugin;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.BpmnEventType;
import io.camunda.zeebe.protocol.record.value.ErrorType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceCreationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code engine_record}: our own copy of what is kept, because the broker reuses the record it hands over.
 *
 * @param origin where in the broker's log the record stands
 * @param intent what happened, in the broker's word
 * @param element the BPMN element it happened to
 * @param instance the process instance and its definition
 * @param detail kind of the incident; of a creation the enrolment's id
 * @param stopped the job that the incident has stopped, where it is a job's
 */
record EngineRecord(
        Origin origin,
        String intent,
        Element element,
        Instance instance,
        @Nullable String detail,
        @Nullable StoppedJob stopped) {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What Waymark gives a step back with. Any other text of an incident may quote a person's data and is not kept. */
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+){0,8}");

    private static final int LONGEST_CODE = 64;
    private static final long NO_JOB = -1;

    /** A job without tries left, and the code with which it was given back last. */
    record StoppedJob(long key, @Nullable String reason) {

        static @Nullable StoppedJob of(IncidentRecordValue value) {
            if (value.getJobKey() == NO_JOB || value.getErrorType() != ErrorType.JOB_NO_RETRIES) {
                return null;
            }
            var text = value.getErrorMessage();
            var isCode = text.length() <= LONGEST_CODE && CODE.matcher(text).matches();
            return new StoppedJob(value.getJobKey(), isCode ? text : null);
        }
    }

    record Origin(int partition, long position, long key, Instant at) {

        static Origin of(Record<?> source) {
            var at = Instant.ofEpochMilli(source.getTimestamp());
            return new Origin(source.getPartitionId(), source.getPosition(), source.getKey(), at);
        }
    }

    record Element(
            String id, @Nullable String type, @Nullable String event, long scope) {}

    record Instance(long key, String process, @Nullable Integer version, long definition) {}

    static EngineRecord of(Record<?> source, ProcessInstanceRecordValue value) {
        var element = new Element(
                value.getElementId(),
                nameOf(value.getBpmnElementType()),
                nameOf(value.getBpmnEventType()),
                value.getFlowScopeKey());
        var instance = new Instance(
                value.getProcessInstanceKey(),
                value.getBpmnProcessId(),
                value.getVersion(),
                value.getProcessDefinitionKey());
        return new EngineRecord(Origin.of(source), source.getIntent().name(), element, instance, null, null);
    }

    static EngineRecord of(Record<?> source, IncidentRecordValue value) {
        var element = new Element(value.getElementId(), null, null, value.getElementInstanceKey());
        var instance = new Instance(
                value.getProcessInstanceKey(), value.getBpmnProcessId(), null, value.getProcessDefinitionKey());
        var kind = value.getErrorType().name();
        var intent = source.getIntent().name();
        return new EngineRecord(Origin.of(source), intent, element, instance, kind, StoppedJob.of(value));
    }

    /** Empty for an instance that is nobody's enrolment. */
    static Optional<EngineRecord> of(Record<?> source, ProcessInstanceCreationRecordValue value) {
        if (!(value.getVariables().get("enrolmentId") instanceof String id)
                || !UUID_TEXT.matcher(id).matches()) {
            return Optional.empty();
        }
        var element = new Element(value.getBpmnProcessId(), null, null, value.getProcessInstanceKey());
        var instance = new Instance(
                value.getProcessInstanceKey(),
                value.getBpmnProcessId(),
                value.getVersion(),
                value.getProcessDefinitionKey());
        return Optional.of(new EngineRecord(Origin.of(source), "INSTANCE_CREATED", element, instance, id, null));
    }

    private static @Nullable String nameOf(@Nullable BpmnElementType type) {
        return type == null || type == BpmnElementType.UNSPECIFIED ? null : type.name();
    }

    private static @Nullable String nameOf(@Nullable BpmnEventType type) {
        return type == null || type == BpmnEventType.UNSPECIFIED ? null : type.name();
    }
}
