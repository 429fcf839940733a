create table code (
    code         text primary key,
    offer        text        not null,
    profile_id   uuid        not null references profile,
    status       text        not null,
    reserved_at  timestamptz not null,
    confirmed_at timestamptz,
    constraint code_one_per_person unique (offer, profile_id),
    constraint code_status check (status in ('RESERVED', 'CONFIRMED'))
);

create table message (
    id               uuid primary key,
    enrolment_id     uuid        not null references enrolment,
    profile_id       uuid        not null references profile,
    journey          text        not null,
    journey_version  int         not null,
    element_id       text        not null,
    pass             bigint      not null,
    template         text        not null,
    template_version text,
    locale           text,
    channel          text        not null,
    status           text        not null,
    reason           text,
    code             text references code,
    leased_until     timestamptz,
    created_at       timestamptz not null,
    settled_at       timestamptz,
    constraint message_once unique (enrolment_id, element_id, pass),
    constraint message_status check (status in ('PENDING', 'SENDING', 'ACCEPTED', 'REJECTED', 'SKIPPED', 'UNKNOWN'))
);
comment on column message.pass is 'Key of the element instance: a step reached again in a loop is another message';

create table mailbox_mail (
    message_id  uuid primary key,
    recipient   text        not null,
    subject     text        not null,
    html        text        not null,
    text        text        not null,
    received_at timestamptz not null
);
comment on table mailbox_mail is 'The local mailbox that stands in for SMTP until a server is named';
