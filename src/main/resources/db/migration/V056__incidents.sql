-- What an operator needs to see why a step has stopped, and to let it be tried again.
alter table engine_record add column job bigint, add column reason text;
comment on column engine_record.job is 'Of an incident: the job that has no tries left; null where no job stopped.';
comment on column engine_record.reason is
    'Of an incident of a job: the code with which Waymark gave the step back. Texts of the broker are not kept.';

alter table engine_cursor add column foreign_since timestamptz;
comment on column engine_cursor.foreign_since is
    'Since when the broker tells of another past than engine_record does: it has lost its data, or is another one.';

alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind check (kind in ('START', 'PUBLISH', 'CANCEL', 'RETRY'));
alter table outbox add column refused text;
comment on column outbox.refused is 'The code with which the engine refused the command for what it is, last time it was told.';
create index outbox_refused on outbox (id) where refused is not null;
