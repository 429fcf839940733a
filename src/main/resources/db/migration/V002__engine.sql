-- What the engine did, copied by the broker's exporter (dev.waymark.engine.brokerplugin).
create table engine_record (
    partition_id    integer     not null,
    position        bigint      not null,
    record_key      bigint      not null,
    at              timestamptz not null,
    intent          text        not null,
    element_id      text        not null,
    element_type    text,
    event_type      text,
    instance        bigint      not null,
    flow_scope      bigint      not null,
    process_id      text        not null,
    process_version integer,
    definition_key  bigint      not null,
    detail          text,
    constraint engine_record_pk primary key (partition_id, position)
);

create index engine_record_by_instance on engine_record (instance, position);

create index engine_record_ended on engine_record (partition_id, position)
    where element_type = 'PROCESS' and intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED');

create table engine_cursor (
    partition_id integer primary key,
    position     bigint not null
);
comment on table engine_cursor is
    'How far ended process instances have been read from engine_record; the exporter adds a row for its partition.';

comment on table engine_record is
    'Events of process instances and incidents as the broker wrote them. Append-only, written by the exporter alone, never holds variables. A commit is announced on the channel engine_record.';
comment on column engine_record.position is
    'Place in the log of the partition: the order of events, and with partition_id what makes a repeated record the same one.';
comment on column engine_record.record_key is
    'Key of the element instance, or of the incident.';
comment on column engine_record.at is
    'Time of the broker''s clock, which an embedded broker lets us move; never order by it.';
comment on column engine_record.intent is
    'ELEMENT_ACTIVATED, ELEMENT_COMPLETED, ELEMENT_TERMINATED, SEQUENCE_FLOW_TAKEN; for incidents CREATED, RESOLVED.';
comment on column engine_record.element_type is
    'Kind of BPMN element; null for incidents.';
comment on column engine_record.event_type is
    'Kind of event (TIMER, MESSAGE, ...); null for elements that are no events.';
comment on column engine_record.instance is
    'Key of the process instance.';
comment on column engine_record.flow_scope is
    'Key of the element instance around it, -1 for the process itself; for incidents the element instance that stopped.';
comment on column engine_record.process_version is
    'Version the broker gave the process; null for incidents, see definition_key.';
comment on column engine_record.detail is
    'Kind of the incident. Its text is not kept because it may quote a person''s data.';
