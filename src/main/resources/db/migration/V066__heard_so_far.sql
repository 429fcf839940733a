-- Apart from the column, whose change holds up everybody for as long as its migration takes.
update message m set heard = r.heard
from (select message_id, array_agg(distinct kind) as heard from receipt
      where message_id is not null and not machine group by message_id) r
where r.message_id = m.id;
