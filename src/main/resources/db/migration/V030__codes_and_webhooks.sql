alter table code drop constraint code_one_per_person, drop constraint code_status,
    add column expires_at     timestamptz,
    add column is_current     boolean not null default true,
    add column redeemed_at    timestamptz,
    add column redeemed_order text,
    add column redeemed_key   text,
    add constraint code_status check (status in ('RESERVED', 'CONFIRMED', 'REDEEMED'));
create unique index code_one_per_person on code (offer, profile_id) where is_current;
create index code_profile on code (profile_id);
comment on column code.is_current is 'The one the person gets for the offer; one that has expired gives way to another';
comment on column code.redeemed_order is 'The order it was redeemed for, as the shop names it';

create table webhook_call (
    enrolment_id uuid        not null references enrolment,
    element_id   text        not null,
    pass         bigint      not null,
    webhook      text        not null,
    begun_at     timestamptz not null,
    tries        int         not null,
    constraint webhook_call_once primary key (enrolment_id, element_id, pass)
);
comment on table webhook_call is 'Calls of other systems: when the first try was and how many there were; what came of it is the step''s decision';
