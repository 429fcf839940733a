create table enrolment_batch (
    id              uuid primary key,
    journey         text        not null,
    idempotency_key text        not null,
    digest          text        not null,
    preview         boolean     not null,
    people          bigint      not null,
    requested_at    timestamptz not null,
    finished_at     timestamptz,
    constraint enrolment_batch_once unique (idempotency_key)
);
create index enrolment_batch_waiting on enrolment_batch (id) where finished_at is null;

create table enrolment_batch_person (
    batch_id     uuid   not null references enrolment_batch,
    place        bigint not null,
    kind         text,
    value        text,
    profile_id   uuid,
    outcome      text,
    detail       text,
    enrolment_id uuid,
    constraint enrolment_batch_person_pk primary key (batch_id, place)
);
create index enrolment_batch_person_waiting on enrolment_batch_person (batch_id, place) where outcome is null;
create index enrolment_batch_person_profile on enrolment_batch_person (profile_id) where profile_id is not null;
create index enrolment_batch_person_named on enrolment_batch_person (kind, value) where value is not null;
comment on column enrolment_batch_person.kind is 'Kind of the identity by which the person was named; null where by profile id';
comment on column enrolment_batch_person.value is 'Emptied when the person is found: who stays unknown keeps it for the answer';
