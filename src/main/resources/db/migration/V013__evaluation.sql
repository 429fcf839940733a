create table evaluation (
    profile_id uuid        not null references profile,
    basis      text        not null,
    due_at     timestamptz,
    constraint evaluation_pk primary key (profile_id)
) with (fillfactor = 80);
create index evaluation_due on evaluation (due_at) where due_at is not null;
comment on table evaluation is 'How far a profile''s memberships were evaluated; no row: never, or not since it was joined';
comment on column evaluation.basis is 'Rule set and bounds of scores they rest on';
comment on column evaluation.due_at is 'When time alone may change one of them; perhaps later, never earlier';

create table signal_on (
    profile_id uuid        not null references profile,
    signal     text        not null,
    since      timestamptz not null,
    constraint signal_on_pk primary key (profile_id, signal)
);
comment on table signal_on is 'Signals that are on: their event was raised, and is raised again only after they were off';
