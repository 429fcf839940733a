alter table message add column heard text[] not null default '{}';
comment on column message.heard is
    'Kinds of its receipts that are no program''s, each once: what is counted of a million messages is in their own rows';
update message m set heard = r.heard
from (select message_id, array_agg(distinct kind) as heard from receipt
      where message_id is not null and not machine group by message_id) r
where r.message_id = m.id;
