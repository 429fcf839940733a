create table push_key (
    id          int primary key,
    public_key  text        not null,
    private_key text        not null,
    created_at  timestamptz not null,
    constraint push_key_only_one check (id = 1)
);
comment on table push_key is 'By which push services know us (VAPID, RFC 8292), where the operator has named no keys of their own';
