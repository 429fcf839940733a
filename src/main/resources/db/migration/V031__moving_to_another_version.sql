alter table enrolment add column moving boolean not null default false;
comment on column enrolment.moving is
    'Between two versions: the instance before has ended or is about to, and the one after it does not act yet';

create table resumption (
    enrolment_id   uuid        not null references enrolment,
    number         int         not null,
    ended_instance bigint      not null,
    from_version   uuid        not null references journey_version,
    to_version     uuid        not null references journey_version,
    stood_at       text        not null,
    goes_on_at     text        not null,
    due_at         timestamptz,
    wait_id        uuid,
    variables      jsonb       not null,
    decided_at     timestamptz not null,
    constraint resumption_pk primary key (enrolment_id, number)
);
comment on table resumption is
    'One process instance of an enrolment ended and another one goes on in its place; the newest says where';
comment on column resumption.due_at is 'When the timer ends that was running; null where none was';
comment on column resumption.wait_id is 'The wait that was open, which stays the same one';
comment on column resumption.variables is 'What gateways compare';

create table migration_batch (
    id              uuid primary key,
    journey         text        not null,
    from_version    uuid        not null references journey_version,
    to_version      uuid        not null references journey_version,
    mapping         jsonb       not null,
    idempotency_key text        not null,
    digest          text        not null,
    actor           text        not null,
    enrolments      bigint      not null,
    requested_at    timestamptz not null,
    finished_at     timestamptz,
    constraint migration_batch_once unique (idempotency_key)
);
create index migration_batch_open on migration_batch (id) where finished_at is null;
create index migration_batch_journey on migration_batch (journey, id desc);

create table migration_batch_enrolment (
    batch_id     uuid   not null references migration_batch,
    place        bigint not null,
    enrolment_id uuid   not null,
    step         text   not null default 'WAITING',
    not_before   timestamptz,
    instance     bigint,
    hash         text,
    outcome      text,
    detail       text   not null default '',
    settled_at   timestamptz,
    constraint migration_batch_enrolment_pk primary key (batch_id, place),
    constraint migration_batch_enrolment_step check (step in ('WAITING', 'ENDING', 'STARTING')),
    constraint migration_batch_enrolment_outcome check (outcome in ('MOVED', 'LEFT', 'FAILED', 'ALREADY_THERE'))
);
create index migration_batch_enrolment_open on migration_batch_enrolment (batch_id, step, place) where outcome is null;
create index migration_batch_enrolment_of on migration_batch_enrolment (enrolment_id);
comment on column migration_batch_enrolment.step is
    'WAITING: not begun; ENDING: its instance is being ended; STARTING: decided where it goes on, the new instance is not known';
comment on column migration_batch_enrolment.instance is 'The one that is ended';
comment on column migration_batch_enrolment.hash is 'Of the file by which the new instance starts';
