-- What running instances are to be told is found at once, however many starts are queued before it.
create index outbox_told on outbox (id) where kind <> 'START';

-- Whose instance each one is, as the broker's records say it: a start whose answer was lost is found by them.
create index engine_record_created on engine_record (partition_id, position) where intent = 'INSTANCE_CREATED';
alter table engine_cursor add column claimed_position bigint not null default -1;
comment on column engine_cursor.claimed_position is 'Instances created up to here are claimed or given up';
