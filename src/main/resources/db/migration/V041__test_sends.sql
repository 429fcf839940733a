create table test_send (
    id         uuid primary key,
    template   text        not null,
    hash       text        not null,
    profile_id uuid        not null references profile,
    channel    text        not null,
    actor      text        not null,
    sent_at    timestamptz not null
);
create index test_send_profile on test_send (profile_id);
comment on table test_send is
    'Templates sent to colleagues as if to a person. No messages: nothing counts them, and they burn no codes; kept so that an erasure finds what was written from the person''s traits';
