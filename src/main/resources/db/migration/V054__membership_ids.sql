-- a page of people takes hundreds of them
alter table membership alter column id set increment by 1000;
