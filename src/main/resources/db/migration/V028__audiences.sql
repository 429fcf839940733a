create table audience_member (
    audience     text        not null,
    network      text        not null,
    profile_id   uuid        not null references profile,
    topic        text        not null,
    enrolment_id uuid        not null references enrolment,
    since        timestamptz not null,
    constraint audience_member_once primary key (audience, network, profile_id)
);
create index audience_member_profile on audience_member (profile_id);
create index audience_member_enrolment on audience_member (enrolment_id);
comment on table audience_member is 'Who is in which audience of an advertising network; who leaves is not in it any more';
comment on column audience_member.topic is 'What the person allows, or else leaves at once';
comment on column audience_member.enrolment_id is 'By which enrolment they joined';
