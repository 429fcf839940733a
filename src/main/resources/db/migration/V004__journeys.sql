create table engine_deployment (
    hash           text primary key,
    resource       text  not null,
    bpmn           bytea not null,
    definition_key bigint,
    engine_version int
);
comment on table engine_deployment is 'What the engine is to know; definition_key is empty until it does';

create table outbox (
    id           bigint generated always as identity primary key,
    enrolment_id uuid        not null,
    kind         text        not null,
    payload      jsonb       not null,
    attempts     int         not null default 0,
    leased_until timestamptz,
    created_at   timestamptz not null default clock_timestamp(),
    constraint outbox_kind check (kind in ('START', 'PUBLISH', 'CANCEL'))
);
create index outbox_order on outbox (enrolment_id, id);
comment on table outbox is 'Commands the engine still has to get, in order for each enrolment; leases in database time';

create table journey_version (
    id          uuid primary key,
    journey     text        not null,
    version     int         not null,
    hash        text        not null references engine_deployment,
    model       jsonb       not null,
    created_at  timestamptz not null,
    constraint journey_version_number unique (journey, version),
    constraint journey_version_once unique (journey, hash)
);

comment on column journey_version.model is 'As read when published: enrolments keep it whatever later checks say';

create table enrolment (
    id            uuid primary key,
    journey       text        not null,
    version_id    uuid        not null references journey_version,
    profile_id    uuid        not null references profile,
    entry_key     text        not null,
    status        text        not null,
    outcome       text,
    entered_by    text        not null,
    membership_id bigint references membership,
    entry_seq     bigint      not null,
    instance      bigint,
    enrolled_at   timestamptz not null,
    ended_at      timestamptz,
    constraint enrolment_once unique (journey, profile_id, entry_key),
    constraint enrolment_instance_once unique (instance),
    constraint enrolment_status check (status in ('STARTING', 'RUNNING', 'COMPLETED', 'CANCELLED'))
);
create index enrolment_newest on enrolment (journey, id desc);
create index enrolment_counts on enrolment (journey, status, outcome);
create index enrolment_profile on enrolment (profile_id);
comment on column enrolment.entry_key is 'What makes a second entry the same entry: constant for "once"';
comment on column enrolment.entry_seq is 'Last event of the profile before this enrolment: later ones count for its waits';
comment on column enrolment.instance is 'The one process instance that may act for this enrolment, set by the claim';

create table enrolment_request (
    idempotency_key text primary key,
    journey         text        not null,
    digest          text        not null,
    enrolment_id    uuid        not null references enrolment,
    created         boolean     not null,
    requested_at    timestamptz not null
);
comment on column enrolment_request.created is 'Whether this request made the enrolment: a repeat gets the same answer';

create table wait (
    id           uuid primary key,
    enrolment_id uuid        not null references enrolment,
    element_id   text        not null,
    pass         bigint      not null,
    since_seq    bigint      not null,
    armed_at     timestamptz not null,
    deadline     timestamptz,
    status       text        not null,
    hit_seq      bigint,
    constraint wait_once unique (enrolment_id, element_id, pass),
    constraint wait_status check (status in ('ARMED', 'HIT', 'CLOSED'))
);
comment on column wait.pass is 'Key of the element instance that armed it; 0 for the goal, which is armed by the enrolment';

create table wait_trigger (
    wait_id    uuid not null references wait,
    profile_id uuid not null references profile,
    event_name text not null,
    message    text not null,
    constraint wait_trigger_pk primary key (wait_id, event_name)
);
create index wait_trigger_lookup on wait_trigger (profile_id, event_name);
comment on table wait_trigger is 'Armed triggers only: rows go when the wait is hit or closed, so an event finds live waits alone';

create table conversion (
    id           bigint generated always as identity primary key,
    goal         text        not null,
    profile_id   uuid        not null references profile,
    enrolment_id uuid        not null references enrolment,
    event_seq    bigint      not null references event,
    converted_at timestamptz not null,
    constraint conversion_once unique (profile_id, goal, event_seq, enrolment_id)
);
create index conversion_enrolment on conversion (enrolment_id);
