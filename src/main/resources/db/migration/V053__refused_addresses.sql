alter table suppressed_address
    add column reach text not null default 'EVERYTHING',
    alter column profile_id drop not null,
    drop constraint suppressed_address_pk,
    add constraint suppressed_address_pk primary key (channel, address_digest, reach),
    add constraint suppressed_address_reach check (reach in ('EVERYTHING', 'REFUSABLE'));
comment on column suppressed_address.reach is
    'EVERYTHING where nothing arrives, REFUSABLE where somebody wrote a word that means no';
comment on column suppressed_address.profile_id is
    'Of whom it was heard last; empty where nobody is known by the address';

create table address_word (
    channel text        not null,
    said_as text        not null,
    at      timestamptz not null,
    constraint address_word_pk primary key (channel, said_as)
);
comment on table address_word is
    'Messages of people that were a word which stops or frees their address: told again, it is what it was at the first time';
comment on column address_word.said_as is 'What the provider calls the message';
