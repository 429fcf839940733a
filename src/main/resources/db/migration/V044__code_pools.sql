-- Codes that come from elsewhere: an offer may draw from a pool of them instead of making its own.
create table pool_code (
    code       text primary key,
    offer      text        not null,
    lookup     text        not null,
    good_until timestamptz not null default 'infinity',
    seq        bigint generated always as identity,
    import_id  uuid        not null references import_file,
    line       bigint      not null,
    taken_at   timestamptz,
    constraint pool_code_once unique (lookup)
);
create index pool_code_free on pool_code (offer, good_until, seq) where taken_at is null;
create index pool_code_offer on pool_code (offer);
comment on table pool_code is 'Every code that was ever imported; who holds one that is taken is in code';
comment on column pool_code.lookup is 'The code in capitals without blanks and hyphens: how people type it does not matter';
comment on column pool_code.taken_at is 'Null while it is free; one whose message was not sent becomes free again';

create table pool_alarm (
    offer text primary key,
    since timestamptz not null
);
comment on table pool_alarm is 'Pools that are about to be empty: said once, by whichever node sees it first';

alter table code
    add column from_pool   boolean not null default false,
    add column promised_at timestamptz;
create index code_to_go_back on code (reserved_at) where from_pool and status = 'RESERVED' and promised_at is null;
comment on column code.promised_at is 'A step issued it or a site showed it: the person has it, whatever becomes of a message';

-- A code that goes back is not the person's any more, and no message of theirs may say it was.
alter table message drop constraint message_code_fkey,
    add constraint message_code_fkey foreign key (code) references code on delete set null;
create index message_code on message (code) where code is not null;
