alter table message add column heard text[] not null default '{}';
comment on column message.heard is
    'Kinds of its receipts that are no program''s, each once: what is counted of a million messages is in their own rows';
