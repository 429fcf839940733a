-- Of a column in a whole unique index the database thinks that rows elsewhere may refer to it, so that to give an enrolment
-- its instance kept every insert of its messages waiting until the commit. A partial index is none of those.
create unique index enrolment_one_instance on enrolment (instance) where instance is not null;
alter table enrolment drop constraint enrolment_instance_once;
