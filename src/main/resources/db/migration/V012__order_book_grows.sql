-- One more order is added to what is kept of a person's orders, without reading the others.
alter table purchase_rhythm add column latest date[] not null default '{}';
update purchase_rhythm r set latest = array(
    select on_day from (
        select distinct (o.ordered_at at time zone 'UTC')::date as on_day
        from placed_order o, jsonb_array_elements(o.items) item
        where o.profile_id = r.profile_id and item ->> 'category' = r.category
          and o.ordered_at is not null and not o.cancelled
          and not exists (select from jsonb_each(o.refunds) refund where refund.value ->> 'amount' = '')
          and not exists (
              select from jsonb_each(o.refunds) refund
              where refund.value ->> 'amount' <> '' and refund.value ->> 'currency' in ('', o.currency)
              having sum(cast(refund.value ->> 'amount' as numeric)) > 0
                 and sum(cast(refund.value ->> 'amount' as numeric)) >= o.value)
        order by on_day desc limit 13) latest
    order by on_day);
update purchase_rhythm set latest = array[last_on] where latest = '{}';
alter table purchase_rhythm drop column last_on;
comment on column purchase_rhythm.latest is 'The latest 13 of these days, ascending: they give the median, and the next is added to them';

alter table placed_order set (fillfactor = 90);
alter table order_total set (fillfactor = 80);
alter table purchase_rhythm set (fillfactor = 80);
