create table receipt (
    id          uuid primary key,
    event_key   text        not null,
    message_id  uuid references message,
    profile_id  uuid        not null references profile,
    channel     text        not null,
    kind        text        not null,
    happened_at timestamptz not null,
    received_at timestamptz not null,
    machine     boolean     not null,
    detail      text,
    constraint receipt_once unique (event_key),
    constraint receipt_kind check (kind in
        ('DELIVERED', 'OPENED', 'CLICKED', 'BOUNCED', 'COMPLAINED', 'UNSUBSCRIBED', 'REPLIED', 'FAILED'))
);
create index receipt_of_message on receipt (message_id);
create index receipt_of_profile on receipt (profile_id);
comment on table receipt is 'What was heard of a message after it was handed over; each fact once, however often it is told';
comment on column receipt.event_key is 'Names the fact: the message, the kind and what the provider calls it';
comment on column receipt.message_id is 'Empty where somebody wrote to us and no message of ours is known';
comment on column receipt.machine is 'A program opened or clicked, and not the person: raises no event and does not count';
comment on column receipt.detail is 'A status or a number; nothing of the person';

create table suppressed_address (
    channel        text        not null,
    address_digest text        not null,
    profile_id     uuid        not null references profile,
    stopped        boolean     not null,
    reason         text        not null,
    actor          text        not null,
    at             timestamptz not null,
    constraint suppressed_address_pk primary key (channel, address_digest)
);
create index suppressed_address_of_profile on suppressed_address (profile_id);
comment on table suppressed_address is
    'Addresses at which nothing arrives or nobody wants anything: the latest at decides, whatever comes first';

alter table message
    add column address_digest text,
    add column links          text[];
comment on column message.address_digest is
    'SHA-256 of channel and address it was sent to, by which an address that bounces is stopped; gone with an erasure';
comment on column message.links is
    'Targets of its links as they were rendered, which a tracking link names by number; gone with an erasure';
