alter table enrolment add column caused_at timestamptz;
update enrolment set caused_at = enrolled_at;
alter table enrolment alter column caused_at set not null;
comment on column enrolment.caused_at is 'When what caused the entry happened: an event may arrive late';

alter table message add column topic text, add column priority int not null default 50, add column held_until timestamptz,
    add column limited boolean not null default false;
create index message_sent on message (profile_id, settled_at) where status in ('SENDING', 'ACCEPTED', 'UNKNOWN');
comment on column message.limited is 'Counts for frequency caps: not about something the person has asked for';
comment on column message.held_until is 'Pending until the person''s quiet hours are over';

create table suppression (
    profile_id uuid primary key references profile,
    reason     text        not null,
    actor      text        not null,
    since      timestamptz not null
);
comment on table suppression is 'A hard stop: nobody writes to these people but about what they have asked for';
