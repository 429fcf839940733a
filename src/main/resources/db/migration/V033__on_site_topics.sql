alter table onsite_item add column topic text;
comment on column onsite_item.topic is
    'What it is about: not shown to who has refused that; null where the journey was published before it was asked for';
comment on column onsite_item.ended_at is
    'Not shown from then on: dismissed, the goal was reached, or the enrolment ended';
