create table consent (
    seq         bigint generated always as identity primary key,
    id          uuid        not null,
    profile_id  uuid        not null references profile,
    topic       text        not null,
    channel     text        not null,
    given       boolean     not null,
    wording     text,
    language    text,
    method      text        not null,
    at          timestamptz not null,
    recorded_at timestamptz not null,
    actor       text        not null,
    evidence    jsonb       not null,
    constraint consent_once unique (id),
    constraint consent_channel check (channel in
        ('email', 'sms', 'push', 'whatsapp', 'line', 'webhook', 'ads', 'onsite', 'call', 'any')),
    constraint consent_given_with_wording check (not given or (wording is not null and language is not null)),
    constraint consent_not_in_the_future check (at <= recorded_at)
);
create index consent_profile_topic on consent (profile_id, topic, at, seq);
comment on table consent is
    'What people allowed and took back: added, never changed. The latest at decides, then the latest seq';
comment on column consent.profile_id is 'The profile at the time; see profile.merged_into for who that is now';
comment on column consent.channel is 'any covers every channel';
comment on column consent.wording is 'Version of the text the person saw; needed to give, not to withdraw';
comment on column consent.at is 'When the person said it; recorded_at is when we learned it';

create function consent_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'consent is append-only'; end $$;
create trigger consent_append_only before update on consent
    for each row execute function consent_is_append_only();
create trigger consent_not_truncated before truncate on consent
    for each statement execute function consent_is_append_only();

-- the one way out is the erasure of the person, whose transaction names the profile
create function consent_goes_with_its_profile() returns trigger language plpgsql as
$$ begin
    if current_setting('waymark.erasing', true) is distinct from old.profile_id::text then
        raise exception 'consent is deleted only by erasing its profile';
    end if;
    return old;
end $$;
create trigger consent_deleted_by_erasure before delete on consent
    for each row execute function consent_goes_with_its_profile();
