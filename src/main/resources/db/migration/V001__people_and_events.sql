create table profile (
    id         uuid primary key,
    traits     jsonb       not null default '{}',
    created_at timestamptz not null
);
comment on table profile is 'A person we know. Its row is the lock that orders everything done for one person.';

create table identity (
    kind       text not null,
    value      text not null,
    profile_id uuid not null references profile,
    constraint identity_pk primary key (kind, value),
    constraint identity_kind check (kind in ('user', 'anonymous'))
);
create index identity_profile on identity (profile_id);

create table event (
    seq         bigint generated always as identity primary key,
    source      text        not null,
    message_id  text        not null,
    profile_id  uuid        not null references profile,
    type        text        not null,
    name        text,
    properties  jsonb       not null,
    digest      text        not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    constraint event_once unique (source, message_id)
);
create index event_profile_name on event (profile_id, name, seq);
comment on column event.source is 'Name of the write key, never the key';
comment on column event.digest is 'SHA-256 of the payload: tells a repeat from another payload under the same id';

create table event_summary (
    profile_id uuid        not null references profile,
    name       text        not null,
    count      bigint      not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    constraint event_summary_pk primary key (profile_id, name)
);
comment on table event_summary is 'What rules read: maintained in the transaction that stores the event';

create table parked_event (
    id          bigint generated always as identity primary key,
    source      text        not null,
    received_at timestamptz not null,
    reason      text        not null,
    payload     text        not null
);
comment on table parked_event is 'Events that could not be stored as sent, with the reason; shortened to 4,000 characters';
