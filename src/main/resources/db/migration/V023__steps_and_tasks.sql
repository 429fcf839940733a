create table step_decision (
    enrolment_id uuid        not null references enrolment,
    element_id   text        not null,
    pass         bigint      not null,
    word         text        not null,
    detail       text        not null,
    decided_at   timestamptz not null,
    constraint step_decision_pk primary key (enrolment_id, element_id, pass)
);
comment on table step_decision is 'What a step has decided for somebody, and why: a step that is delivered again decides the same';

create table task (
    id           uuid primary key,
    enrolment_id uuid        not null references enrolment,
    profile_id   uuid        not null references profile,
    journey      text        not null,
    element_id   text        not null,
    pass         bigint      not null,
    kind         text        not null,
    title        text        not null,
    status       text        not null,
    opens_at     timestamptz not null,
    due_at       timestamptz not null,
    remind_at    timestamptz,
    escalate_at  timestamptz,
    reminded_at  timestamptz,
    escalated_at timestamptz,
    assignee     text,
    outcome      text,
    note         text,
    created_at   timestamptz not null,
    settled_at   timestamptz,
    constraint task_once unique (enrolment_id, element_id, pass),
    constraint task_status check (status in ('OPEN', 'CLAIMED', 'DONE', 'CANCELLED'))
);
create index task_waiting on task (due_at) where status in ('OPEN', 'CLAIMED');
create index task_profile on task (profile_id);
comment on column task.opens_at is 'When the window begins that the person has chosen; not before';
comment on column task.due_at is 'When the task should be done, at the latest';
