alter table journey_version
    add column status       text,
    add column findings     jsonb not null default '[]',
    add column author       text  not null default 'folder',
    add column comment      text  not null default '',
    add column approver     text,
    add column status_since timestamptz;
-- whose file is in the folder is published by it at the next start; what is not there takes nobody, as before
update journey_version set status = 'DRAINING', status_since = created_at, comment = 'Published before there was a life cycle';
alter table journey_version
    alter column status set not null,
    alter column status_since set not null,
    alter column model drop not null,
    alter column author drop default,
    alter column comment drop default,
    add constraint journey_version_status check
        (status in ('DRAFT', 'CHECKED', 'APPROVED', 'PUBLISHED', 'PAUSED', 'DRAINING', 'STOPPED', 'ARCHIVED'));
create unique index journey_version_current on journey_version (journey) where status in ('PUBLISHED', 'PAUSED');
comment on column journey_version.model is
    'As read when checked: enrolments keep it whatever later checks say; null for a draft that is not sound';

create index enrolment_of_version on enrolment (version_id, id) where status in ('STARTING', 'RUNNING');
create index enrolment_starting on enrolment (enrolled_at) where status = 'STARTING';
create index wait_overdue on wait (deadline) where status = 'ARMED' and deadline is not null;
