create table template (
    key         text primary key,
    last_number integer not null,
    folder_hash text
);
comment on table template is 'Every message template there ever was';
comment on column template.last_number is 'Of its versions: a number is not given again when a version is removed';
comment on column template.folder_hash is
    'What the folder or the package said last: said again at a start, it does not come before what people published';

create table template_version (
    id           uuid primary key,
    template     text        not null references template,
    version      integer     not null,
    hash         text        not null,
    status       text        not null,
    status_since timestamptz not null,
    files        jsonb       not null,
    findings     jsonb       not null default '[]',
    author       text        not null,
    comment      text        not null,
    approver     text,
    created_at   timestamptz not null,
    constraint template_version_number unique (template, version),
    constraint template_version_once unique (template, hash),
    constraint template_version_status check (status in ('DRAFT', 'CHECKED', 'LIVE', 'FORMER')),
    constraint template_version_second_person check (lower(approver) <> lower(author))
);
create unique index template_version_live on template_version (template) where status = 'LIVE';
comment on table template_version is 'Files of a template as handed in; never changed but for where they stand';
comment on column template_version.hash is 'Of all files: what messages record as template_version';
comment on column template_version.files is 'Text by path below the template''s folder';
