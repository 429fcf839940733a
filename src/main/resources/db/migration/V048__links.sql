create table token_key (
    name    text primary key,
    secret  bytea       not null,
    made_at timestamptz not null default now()
);
comment on table token_key is 'Signs what stands in links of messages, for as long as those messages are kept somewhere';

create table link_visit (
    id         bigint generated always as identity primary key,
    message_id uuid        not null references message,
    link       int,
    at         timestamptz not null,
    seen_at    timestamptz not null default clock_timestamp(),
    suspicion  text,
    judged     boolean     not null default false
);
create index link_visit_of_message on link_visit (message_id);
create index link_visit_to_judge on link_visit (seen_at) where not judged;
comment on table link_visit is 'Who opened or clicked is decided a moment later, when it is known what else came; then it is a receipt';
comment on column link_visit.link is 'Number of the link, 255 for the one no person sees; empty for the picture that shows an opening';
comment on column link_visit.at is 'Business time; seen_at is the time of the database, by which visits are compared';

alter table mailbox_mail add column headers text not null default '';
comment on column mailbox_mail.headers is 'What an e-mail would say above its body besides the usual, one on each line';
