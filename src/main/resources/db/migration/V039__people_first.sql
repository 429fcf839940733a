-- One index serves both: whom a journey has had by which entry, and what a person was in. Every start writes each.
alter table enrolment
    drop constraint enrolment_once,
    add constraint enrolment_once unique (profile_id, journey, entry_key);
drop index enrolment_profile;
