alter table event_summary drop constraint event_summary_profile_id_fkey;
alter table event_summary add column value numeric not null default 0;
alter table event_summary add column days int[] not null default '{}';
alter table event_summary add column last_message_id text not null default '';
alter table event_summary add column last_properties jsonb not null default '{}';
alter table event_summary set (fillfactor = 80);
comment on table event_summary is
    'What a profile did by one name: a sum over its events, the same in whatever order they arrived';
comment on column event_summary.value is 'Sum of the property value, or else revenue or total, in whatever currency it was said';
comment on column event_summary.days is 'Day number since 1970 (UTC) and count by turns, of the latest 100 days on which it happened';
comment on column event_summary.last_message_id is 'With last_at it says which event was the latest';
comment on column event_summary.last_properties is 'Single values of the latest event, as texts: at most 20, of at most 200 characters';

-- The days of events from before this table kept days; without the values, which a recompute brings.
update event_summary s set days = counted.days
from (select profile_id, name, array_agg(pair.number order by day, pair.place) as days
      from (select profile_id, name, (occurred_at at time zone 'UTC')::date - date '1970-01-01' as day,
                   count(*)::int as count,
                   dense_rank() over (partition by profile_id, name
                                      order by (occurred_at at time zone 'UTC')::date desc) as recent
            from event where name is not null
            group by profile_id, name, (occurred_at at time zone 'UTC')::date) per_day,
           lateral (values (1, day), (2, count)) as pair (place, number)
      where recent <= 100
      group by profile_id, name) counted
where counted.profile_id = s.profile_id and counted.name = s.name;

create table interest (
    profile_id uuid  not null,
    category   text  not null,
    days       int[] not null,
    constraint interest_pk primary key (profile_id, category)
) with (fillfactor = 80);
comment on table interest is 'Interest a profile showed in a category; how much of it is left is reckoned when it is read';
comment on column interest.days is 'Day number since 1970 (UTC) and weight by turns, of the latest 100 days that had any';

create table placed_order (
    profile_id uuid    not null,
    order_id   text    not null,
    ordered_at timestamptz,
    said_at    timestamptz,
    said_by    text,
    value      numeric,
    currency   text,
    items      jsonb,
    refunds    jsonb   not null,
    cancelled  boolean not null,
    constraint placed_order_pk primary key (profile_id, order_id)
);
comment on table placed_order is 'An order, from all that was said about it, in whatever order it arrived';
comment on column placed_order.ordered_at is 'When it was first completed; null while only a refund, a change or a cancellation is known';
comment on column placed_order.said_at is 'With said_by, a message id, it says which event value, currency and items are from: the latest';
comment on column placed_order.currency is 'Empty: the home currency';

create table order_total (
    profile_id uuid    not null,
    currency   text    not null,
    orders     bigint  not null,
    value      numeric not null,
    first_at   timestamptz,
    last_at    timestamptz,
    constraint order_total_pk primary key (profile_id, currency)
);
comment on table order_total is 'A profile''s orders less refunds and cancellations; by currency, so that rates may change';

create table purchase_rhythm (
    profile_id uuid not null,
    category   text not null,
    purchases  int  not null,
    last_on    date not null,
    days       int,
    constraint purchase_rhythm_pk primary key (profile_id, category)
);
create index purchase_rhythm_category on purchase_rhythm (category) include (days) where days is not null;
comment on column purchase_rhythm.days is 'Median days between purchases; null while there are fewer than two intervals';

create table rfm_threshold (
    measure     text        not null,
    score       int         not null,
    above       numeric     not null,
    profiles    bigint      not null,
    computed_at timestamptz not null,
    constraint rfm_threshold_pk primary key (measure, score),
    constraint rfm_threshold_measure check (measure in ('RECENCY', 'MONETARY')),
    constraint rfm_threshold_score check (score between 2 and 5)
);
comment on column rfm_threshold.above is 'A person above this bound has the score: day of the last order since 1970, or value in home currency';
comment on column rfm_threshold.profiles is 'How many people with orders it was computed over';

create table category_interval (
    category    text        not null,
    days        int         not null,
    profiles    bigint      not null,
    computed_at timestamptz not null,
    constraint category_interval_pk primary key (category)
);
comment on table category_interval is 'Median over people of the days between purchases of a replenishable category';
