create table rule_release (
    number      integer primary key,
    status      text        not null,
    hash        text        not null,
    rule_set    text,
    files       jsonb       not null,
    author      text        not null,
    comment     text        not null,
    based_on    integer references rule_release,
    findings    jsonb       not null default '[]',
    created_at  timestamptz not null,
    approver    text,
    approved_at timestamptz,
    constraint rule_release_status
        check (status in ('DRAFT', 'CHECKED', 'REFUSED', 'APPROVED', 'ACTIVE', 'SUPERSEDED')),
    constraint rule_release_second_person check (lower(approver) <> lower(author))
);
create unique index rule_release_one_active on rule_release (status) where status = 'ACTIVE';
create index rule_release_author on rule_release (author, number);
comment on table rule_release is 'Every set of rule files that was handed in; never changed but for where it stands';
comment on column rule_release.hash is 'Of all files; what decides is named by rule_set, which fixtures do not change';
comment on column rule_release.files is 'Text by path';

create table rule_activation (
    id             bigint generated always as identity primary key,
    release_number integer     not null references rule_release,
    replaced       integer references rule_release,
    rule_set       text        not null references rule_set,
    actor          text        not null,
    reason         text        not null,
    activated_at   timestamptz not null
);
create index rule_activation_release on rule_activation (release_number);
create index rule_activation_at on rule_activation (activated_at);
comment on table rule_activation is 'Who let which release decide, when and why; the last one is the active release';
comment on column rule_activation.rule_set is 'What decided from then on';

insert into rule_release (number, status, hash, rule_set, files, author, comment, created_at)
select row_number() over w,
       case when row_number() over w = count(*) over () then 'ACTIVE' else 'SUPERSEDED' end,
       version, version, sources, 'folder', 'Was live before releases were kept', activated_at
from rule_set window w as (order by activated_at, version);

insert into rule_activation (release_number, replaced, rule_set, actor, reason, activated_at)
select number, nullif(number - 1, 0), rule_set, author, comment, created_at from rule_release order by number;

alter table rule_set drop column activated_at;
comment on table rule_set is 'Sources of every rule set that was ever live, by version: past decisions name it';

create table rule_what_if (
    release_number integer primary key references rule_release,
    run            uuid        not null,
    status         text        not null,
    compared_to    integer     not null references rule_release,
    actor          text        not null,
    sample         integer,
    people_total   bigint      not null default 0,
    people_done    bigint      not null default 0,
    started_at     timestamptz not null,
    alive_until    timestamptz not null,
    ended_at       timestamptz,
    reason         text,
    result         jsonb,
    constraint rule_what_if_status check (status in ('RUNNING', 'DONE', 'CANCELLED', 'INTERRUPTED', 'FAILED'))
);
create unique index rule_what_if_one_running on rule_what_if (status) where status = 'RUNNING';
comment on table rule_what_if is 'What a release would change, as last computed; one computation runs at a time';
comment on column rule_what_if.alive_until is 'Database time: a running one that is not told of until then was killed';
