create table last_heard (
    channel        text        not null,
    address_digest text        not null,
    at             timestamptz not null,
    constraint last_heard_pk primary key (channel, address_digest)
);
comment on table last_heard is
    'When somebody last wrote to us from an address, for channels that take messages only for a while after that';
comment on column last_heard.address_digest is
    'SHA-256 of channel and address, as in suppressed_address: it says nothing of who has the address';

comment on column message.provider_id is
    'What the provider calls it, by which it tells later what became of it; WhatsApp''s holds the number, so it is gone with an erasure';

-- Of people who were erased before this was known.
update message m set provider_id = null from profile p
where p.id = m.profile_id and p.erased_at is not null and m.provider_id is not null;
