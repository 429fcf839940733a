comment on column profile.erased_at is
    'When the person was forgotten: the row stays without traits and identities, so that what must stay can point at it';

alter table parked_event add column names text[] not null default '{}';
comment on column parked_event.names is 'Whom the payload may be about, in lower case, to be found when that person is forgotten';

-- Without these each event and message of the person is looked for in all conversions and messages.
create index conversion_event on conversion (event_seq);
create index message_profile on message (profile_id);
