-- Apart from the columns, whose change holds up everybody for as long as its migration takes.
create index engine_record_incident on engine_record (record_key) where intent in ('CREATED', 'RESOLVED');
