alter table webhook_call add column calling_until timestamptz;
comment on column webhook_call.calling_until is
    'A try is on its way and will be settled by whoever made it, at the latest then; null where none is';
comment on column webhook_call.begun_at is 'When the person came to the step: the time of the event it tells of';
