create sequence audit_entry_seq increment 50;
create table audit_entry (
    id         bigint primary key,
    at         timestamptz not null,
    actor      text        not null,
    action     text        not null,
    subject    text        not null,
    subject_id text        not null,
    details    jsonb       not null
);
create index audit_entry_subject on audit_entry (subject, subject_id, id);

create function audit_entry_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'audit_entry is append-only'; end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
    for each row execute function audit_entry_is_append_only();
create trigger audit_entry_not_truncated before truncate on audit_entry
    for each statement execute function audit_entry_is_append_only();

create table sandbox_clock (
    only_row boolean primary key default true check (only_row),
    offset_millis bigint not null
);
comment on table sandbox_clock is 'How far business time stands before real time; moved only with the embedded broker';
