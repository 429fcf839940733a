alter table mailbox_mail add column channel text not null default 'email';
comment on table mailbox_mail is 'The local mailbox that stands in for every channel whose provider is not named yet';

alter table message
    add column provider_id text,
    add column tries       int not null default 0,
    add column tried_at    timestamptz;
create index message_of_provider on message (channel, provider_id) where provider_id is not null;
comment on column message.provider_id is 'What the provider calls it, by which it tells later what became of it';
comment on column message.tries is 'How often a provider was asked';
comment on column message.tried_at is 'When it was asked first: after a while it is given up';
