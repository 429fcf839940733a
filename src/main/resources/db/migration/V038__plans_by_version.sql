-- An Idempotency-Key may name a person: only its digest is kept.
update enrolment_batch set idempotency_key = encode(sha256(convert_to(idempotency_key, 'UTF8')), 'hex');
comment on column enrolment_batch.idempotency_key is 'SHA-256 of the key, which may name a person';

alter table scheduled_entry add column version_id uuid;
comment on column scheduled_entry.version_id is
    'The version whose calendar this was planned by: a start plans nothing anew, another version does';
