create table scheduled_entry (
    journey    text        not null,
    day        date        not null,
    profile_id uuid        not null references profile,
    due_at     timestamptz not null,
    outcome    text,
    constraint scheduled_entry_once primary key (journey, day, profile_id)
);
create index scheduled_entry_due on scheduled_entry (due_at) where outcome is null;
create index scheduled_entry_profile on scheduled_entry (profile_id);
create index task_remind on task (remind_at) where status in ('OPEN', 'CLAIMED') and reminded_at is null;
create index task_escalate on task (escalate_at) where status in ('OPEN', 'CLAIMED') and escalated_at is null;
comment on table scheduled_entry is 'Who is to enter a journey by its calendar, and when by their own clock';
