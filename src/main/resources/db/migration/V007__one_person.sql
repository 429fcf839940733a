alter table profile add column user_id text;
alter table profile add column traits_at jsonb not null default '{}';
alter table profile add column merged_into uuid references profile;
alter table profile add column erased_at timestamptz;
update profile p set user_id = (select min(value) from identity i where i.profile_id = p.id and i.kind = 'user');
create index profile_merged_into on profile (merged_into) where merged_into is not null;
comment on column profile.user_id is 'The id a source gave the person; null while nobody has said who it is';
comment on column profile.traits_at is 'When each trait was said: trait -> [microseconds since 1970, message id]; the later one wins';
comment on column profile.merged_into is 'The profile this one turned out to be; never a merged one itself';

alter table identity drop constraint identity_kind;
alter table identity add constraint identity_kind
    check (kind in ('user', 'anonymous', 'email', 'phone', 'line'));

create table identity_conflict (
    id         bigint generated always as identity,
    kind       text        not null,
    value      text        not null,
    holder     uuid        not null references profile,
    claimant   uuid        not null references profile,
    count      bigint      not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    constraint identity_conflict_pk primary key (kind, value, holder, claimant)
);
comment on table identity_conflict is
    'Two known people under one identity: they stay apart, the identity stays with its holder, and this says so';

-- An event is stored before its person when both are new, and it never changes afterwards: profile_id is the profile
-- it was stored for, whatever that one was merged into since.
alter table event drop constraint event_profile_id_fkey;
alter table event add column user_id text;
alter table event add column anonymous_id text;
alter table event add column context jsonb;
comment on column event.profile_id is 'The profile at the time; see profile.merged_into for who that is now';
comment on column event.properties is 'As sent; of identify and group the traits';

create table message_id_clash (
    source     text        not null,
    message_id text        not null,
    digest     text        not null,
    count      bigint      not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    constraint message_id_clash_pk primary key (source, message_id, digest)
);
comment on table message_id_clash is
    'Payloads that came under a message id which another payload had already: the first one was kept';

-- A person's events in order of arrival: timeline, look-back of waits and "the last one" all start from a place in it.
drop index event_profile_name;
create index event_profile on event (profile_id, seq);
