-- Files may hold codes and products too, and a file by the same key is taken once.
alter table import_file drop constraint import_file_kind,
    add column request_key text,
    add column digest      text,
    add constraint import_file_kind check (kind in ('PROFILES', 'ORDERS', 'CODES', 'PRODUCTS')),
    add constraint import_file_request unique (request_key);
comment on column import_file.request_key is 'Of the header Idempotency-Key: the same file by the same key is one import';
comment on column import_file.digest is 'SHA-256 of the whole file';
