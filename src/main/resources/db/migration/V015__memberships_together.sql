-- Memberships of a batch are written together at its end; what they cause meanwhile names them already.
alter table enrolment alter constraint enrolment_membership_id_fkey deferrable initially deferred;
alter table membership alter column id set increment by 50;
