create table device (
    id           uuid primary key,
    profile_id   uuid        not null references profile,
    kind         text        not null,
    address      text        not null,
    public_key   text,
    auth         text,
    proven       boolean     not null,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    gone_at      timestamptz,
    constraint device_once unique (address),
    constraint device_kind check (kind in ('web', 'app')),
    constraint device_keys check (kind = 'app' or (public_key is not null and auth is not null))
);
create index device_of_profile on device (profile_id, last_used_at desc) where gone_at is null;
comment on table device is 'Browsers and apps of somebody that show push messages';
comment on column device.address is 'The endpoint of a browser at its push service, or the token of an app';
comment on column device.public_key is 'Of a browser: p256dh and auth, by which what is sent to it is encrypted (RFC 8291)';
comment on column device.proven is 'Whether it is the person''s for certain, and not only by what a public write key says';
comment on column device.last_used_at is 'When it last said that it is there, or took a message';
comment on column device.gone_at is 'Since when its push service does not know it any more';
