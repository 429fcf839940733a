-- What every event reads of a profile is in one row.
alter table evaluation add column memberships text;
comment on column evaluation.memberships is
    'The segments the profile is in with the ids of the memberships, in their order: read with every event. Null: they are looked up';

-- Whoever changes a membership writes this copy after it, or else, as a Waymark of before does, leaves none behind.
create function forget_current_memberships() returns trigger language plpgsql as $$
begin
    update evaluation e set memberships = null
    from changed where e.profile_id = changed.profile_id and e.memberships is not null;
    return null;
end $$;
create trigger membership_inserted after insert on membership
    referencing new table as changed for each statement execute function forget_current_memberships();
create trigger membership_updated after update on membership
    referencing new table as changed for each statement execute function forget_current_memberships();
