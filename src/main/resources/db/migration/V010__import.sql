create table import_file (
    id              uuid primary key,
    kind            text        not null,
    source          text        not null,
    status          text        not null,
    header          text[]      not null,
    rows_total      bigint      not null,
    rows_done       bigint      not null default 0,
    rows_refused    bigint      not null default 0,
    events_stored   bigint      not null default 0,
    events_repeated bigint      not null default 0,
    created_at      timestamptz not null,
    worked_at       timestamptz not null,
    ended_at        timestamptz,
    reason          text,
    constraint import_file_kind check (kind in ('PROFILES', 'ORDERS')),
    constraint import_file_status check (status in ('RUNNING', 'DONE', 'FAILED'))
);
create index import_file_running on import_file (worked_at) where status = 'RUNNING';
comment on column import_file.worked_at is 'The file that waited longest gets the next turn';

create table import_row (
    import_id uuid   not null,
    line      bigint not null,
    key       text   not null,
    cells     text[] not null,
    constraint import_row_pk primary key (import_id, line)
);
create index import_row_key on import_row (import_id, key);
comment on table import_row is 'Rows still to be worked, deleted as they are: what is left is how far an import has come';
comment on column import_row.key is 'Rows with one key are one thing, such as the lines of an order; a digest, not the text';

create table import_refusal (
    seq       bigint generated always as identity primary key,
    import_id uuid   not null references import_file,
    line      bigint not null,
    cell      text,
    sentence  text   not null
);
create index import_refusal_import on import_refusal (import_id, seq);
comment on column import_refusal.cell is 'Title of the column, null if the whole line is meant';
comment on table import_refusal is 'What was wrong with a line; never what stood in it';
