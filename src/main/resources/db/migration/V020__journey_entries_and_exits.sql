alter table enrolment drop constraint enrolment_status;
alter table enrolment add constraint enrolment_status
    check (status in ('STARTING', 'RUNNING', 'COMPLETED', 'CANCELLED', 'HELD_OUT'));
comment on column enrolment.entry_key is
    'What makes a second entry the same entry: constant for "once", a number for "after-exit" and a period, the cause for "every-time"';

create table entry_decision (
    id         bigint generated always as identity primary key,
    journey    text        not null,
    version_id uuid        not null references journey_version,
    profile_id uuid        not null references profile,
    cause      text        not null,
    outcome    text        not null,
    detail     text        not null,
    decided_at timestamptz not null,
    constraint entry_decision_outcome
        check (outcome in ('ALREADY_IN', 'HELD_OUT', 'NO_CONSENT', 'CAPPED', 'EXCLUDED'))
);
create index entry_decision_profile on entry_decision (profile_id, id desc);
create index entry_decision_journey on entry_decision (journey, id desc);
comment on table entry_decision is 'Why somebody was not enrolled who came to the door';

alter table wait add column hit_message text;
comment on column wait.hit_message is 'What told the engine that the wait is over';

alter table wait_trigger add column ordinal int not null default 0, add column condition text;
update wait_trigger t set ordinal = numbered.place
from (select wait_id, event_name, row_number() over (partition by wait_id order by event_name) as place
      from wait_trigger) numbered
where numbered.wait_id = t.wait_id and numbered.event_name = t.event_name;
alter table wait_trigger drop constraint wait_trigger_pk;
alter table wait_trigger add constraint wait_trigger_pk primary key (wait_id, ordinal);
comment on column wait_trigger.ordinal is 'The first in this order that an event matches counts';
comment on column wait_trigger.condition is 'On the event''s properties; null where every such event counts';
comment on column wait.element_id is 'The task that armed it; empty for the goal, :exit for what ends the journey early';

alter table enrolment_request alter column enrolment_id drop not null;
alter table enrolment_request add column profile_id uuid references profile, add column outcome text, add column detail text;
update enrolment_request r
set profile_id = (select e.profile_id from enrolment e where e.id = r.enrolment_id),
    outcome = case when created then 'ENROLLED' else 'ALREADY_IN' end, detail = '';
alter table enrolment_request alter column profile_id set not null, alter column outcome set not null,
    alter column detail set not null, drop column created;
create index enrolment_request_profile on enrolment_request (profile_id);
comment on column enrolment_request.outcome is 'What this request came to: a repeat gets the same answer';
