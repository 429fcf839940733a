-- What every event reads of a profile is in one row, and what the database never looks into is no longer taken apart.
alter table evaluation add column memberships text;
comment on column evaluation.memberships is
    'The segments the profile is in with the ids of the memberships, in their order: read with every event. Null: they are looked up';

alter table event_summary alter column last_properties drop default;
alter table event_summary alter column last_properties type text using last_properties::text;
alter table event_summary alter column last_properties set default '{}';
