create table rule_set (
    version      text primary key,
    sources      jsonb       not null,
    activated_at timestamptz not null
);
comment on table rule_set is 'Every rule set that was ever live: version = hash of the sources kept here';

create table membership (
    id         bigint generated always as identity primary key,
    profile_id uuid        not null references profile,
    segment    text        not null,
    entered_at timestamptz not null,
    left_at    timestamptz,
    rule       text        not null,
    rule_set   text        not null references rule_set,
    reason     text        not null,
    facts      jsonb       not null
);
create unique index membership_current on membership (profile_id, segment) where left_at is null;
create index membership_profile on membership (profile_id);
