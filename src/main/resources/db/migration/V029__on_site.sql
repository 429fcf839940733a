create table onsite_item (
    id           uuid primary key,
    enrolment_id uuid        not null references enrolment,
    profile_id   uuid        not null references profile,
    journey      text        not null,
    element_id   text        not null,
    pass         bigint      not null,
    slot         text        not null,
    template     text        not null,
    created_at   timestamptz not null,
    shown_until  timestamptz not null,
    ended_at     timestamptz,
    shown_at     timestamptz,
    clicked_at   timestamptz,
    dismissed_at timestamptz,
    constraint onsite_item_once unique (enrolment_id, element_id, pass)
);
create index onsite_item_open on onsite_item (profile_id, slot, created_at desc) where ended_at is null;
create index onsite_item_enrolment on onsite_item (enrolment_id) where ended_at is null;
comment on table onsite_item is 'What a site may show to somebody in a slot; its words are written when the site asks';
comment on column onsite_item.ended_at is 'Not shown from then on: dismissed, or the enrolment was cancelled';
