alter table migration_batch_enrolment add column broken_since timestamptz;
comment on column migration_batch_enrolment.broken_since is
    'Since when each try to go on from this step has broken; null while none has';
