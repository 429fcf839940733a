-- An Idempotency-Key may name a person: only its digest is kept.
update migration_batch set idempotency_key = encode(sha256(convert_to(idempotency_key, 'UTF8')), 'hex');
comment on column migration_batch.idempotency_key is 'SHA-256 of the key, which may name a person';
